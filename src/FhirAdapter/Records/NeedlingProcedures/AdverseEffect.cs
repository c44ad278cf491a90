using System.ComponentModel.DataAnnotations;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>Something that went wrong or was felt during or after the session.</summary>
public sealed record AdverseEffect
{
    /// <summary>A code of the CodeSystem <c>adverse-effect</c>, such as <c>bruising</c>. Required.</summary>
    [Required]
    [CodeOf("adverse-effect")]
    public string? Code { get; init; }

    /// <summary><c>mild</c>, <c>moderate</c> or <c>severe</c>.</summary>
    [CodeOf("severity")]
    public string? Severity { get; init; }

    /// <summary>When it was noticed, or only the date.</summary>
    public ClinicTime? Onset { get; init; }

    /// <summary>The practitioner's own words. At most 1,000 characters.</summary>
    [StringLength(1000), WrittenAs(StringForm.Words)]
    public string? Text { get; init; }

    /// <summary>Prints nothing of the content.</summary>
    public override string ToString() => "[redacted]";
}
