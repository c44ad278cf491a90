using System.ComponentModel.DataAnnotations;

namespace FhirAdapter.Configuration;

/// <summary>How the clinic's records are named at every server, for ever.</summary>
public sealed class IdentityOptions : IValidatableObject
{
    /// <summary>
    /// The URI, owned by the clinic, that the identifier systems of its resources begin with, such as <c>https://clinic.example/fhir/id</c>.
    /// It must never change: resources are found again by it.
    /// </summary>
    /// <value>There is no default.</value>
    [Required]
    public Uri? System { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (System is { } system && (!system.IsAbsoluteUri || system.Query.Length > 0 || system.Fragment.Length > 0))
            yield return new ValidationResult("must be an absolute URI without query or fragment, such as https://clinic.example/fhir/id", [nameof(System)]);
    }
}
