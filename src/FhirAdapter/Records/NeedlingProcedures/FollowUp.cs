using System.ComponentModel.DataAnnotations;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>What comes after the session.</summary>
public sealed record FollowUp
{
    /// <summary>A code of the CodeSystem <c>follow-up</c>, such as <c>follow-up-visit</c>.</summary>
    [CodeOf("follow-up")]
    public string? Code { get; init; }

    /// <summary>The practitioner's own words. At most 1,000 characters.</summary>
    [StringLength(1000), WrittenAs(StringForm.Words)]
    public string? Text { get; init; }

    /// <summary>The day it is due.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>Prints nothing of the content.</summary>
    public override string ToString() => "[redacted]";
}
