using System.ComponentModel.DataAnnotations;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>The patient's consent to the session.</summary>
public sealed record Consent
{
    /// <summary>Whether consent was given. Required.</summary>
    [Required]
    public bool? Given { get; init; }

    /// <summary>How: <c>written</c>, <c>verbal</c> or <c>implied</c>.</summary>
    [CodeOf("consent-form")]
    public string? Form { get; init; }

    /// <summary>When, or only the date.</summary>
    public ClinicTime? When { get; init; }

    /// <summary>Prints nothing of the content.</summary>
    public override string ToString() => "[redacted]";
}
