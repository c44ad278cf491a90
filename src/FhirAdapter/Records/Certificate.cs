using System.ComponentModel.DataAnnotations;

namespace FhirAdapter.Records;

/// <summary>A practitioner's certificate in dry needling (FHIR R4 <c>Practitioner.qualification</c>).</summary>
public sealed record Certificate
{
    /// <summary>The certificate's number. 1 to 64 characters.</summary>
    [StringLength(64)]
    public string? Number { get; init; }

    /// <summary>The body that issued it. At most 200 characters.</summary>
    [StringLength(200)]
    public string? Issuer { get; init; }

    /// <summary>The first day it is valid.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day it is valid, not before <see cref="ValidFrom"/>.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Prints nothing of the content.</summary>
    public override string ToString() => "[redacted]";
}
