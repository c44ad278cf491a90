using System.ComponentModel.DataAnnotations;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.PainScores;

/// <summary>The answer to one item of an instrument.</summary>
public sealed record ScoreItem
{
    /// <summary>The item's code: for PEG <c>pain</c>, <c>enjoyment</c>, <c>general-activity</c>; for PSFS <c>activity-1</c> to <c>activity-5</c>. Required.</summary>
    [Required]
    [StringLength(64)]
    public string? Code { get; init; }

    /// <summary>The number, in the unit of the instrument's items. Required.</summary>
    [Required]
    public decimal? Value { get; init; }

    /// <summary>What the item was about in the patient's words, for PSFS. At most 200 characters.</summary>
    [StringLength(200), WrittenAs(StringForm.Words)]
    public string? Text { get; init; }

    /// <summary>Prints nothing of the content.</summary>
    public override string ToString() => "[redacted]";
}
