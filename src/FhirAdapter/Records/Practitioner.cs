using System.ComponentModel.DataAnnotations;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records;

/// <summary>Who needled, found or measured, by identifier and never by name.</summary>
public sealed record Practitioner
{
    /// <summary>The practitioner's identifier, for example a national number.</summary>
    public BusinessIdentifier? Identifier { get; init; }

    /// <summary>A code of the CodeSystem <c>practitioner-role</c>, such as <c>physiotherapist</c>.</summary>
    [CodeOf("practitioner-role")]
    public string? Role { get; init; }

    /// <summary>The qualification in words, for example "Doctor of Physical Therapy". At most 200 characters.</summary>
    [StringLength(200)]
    public string? Qualification { get; init; }

    /// <summary>The dry-needling certificate, where one is held.</summary>
    public Certificate? Certificate { get; init; }

    /// <summary>Prints nothing of the content.</summary>
    public override string ToString() => "[redacted]";
}
