using System.ComponentModel.DataAnnotations;
using FhirAdapter.Destinations.Files;

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

    /// <summary>
    /// The file with the secret key that the ids of resources are made with where the adapter chooses them (a destination of files): without it, whoever
    /// tries all patient numbers cannot tell whose id it is. Its text is the key, at least 16 characters, and it must be readable by its owner only
    /// (mode 0600). It must never change: everything would be written a second time under other ids. A destination notices and writes nothing.
    /// </summary>
    /// <value>By default <c>identity.key</c> beside the ledger, made when it is first needed. Back it up with the ledger.</value>
    public string? KeyFile { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (System is { } system && (!system.IsAbsoluteUri || system.Query.Length > 0 || system.Fragment.Length > 0))
            yield return new ValidationResult("must be an absolute URI without query or fragment, such as https://clinic.example/fhir/id", [nameof(System)]);
        if (KeyFile is { } file && IdentityKey.WrongOf(file) is { } wrong)
            yield return new ValidationResult(wrong, [nameof(KeyFile)]);
    }
}
