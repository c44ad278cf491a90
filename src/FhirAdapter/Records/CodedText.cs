using System.ComponentModel.DataAnnotations;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records;

/// <summary>A code of this contract, or words, or both. At least one of them is given.</summary>
public sealed record CodedText
{
    /// <summary>A code from the list that the field documents.</summary>
    public string? Code { get; init; }

    /// <summary>The practitioner's own words. At most 1,000 characters.</summary>
    [StringLength(1000), WrittenAs(StringForm.Words)]
    public string? Text { get; init; }

    /// <summary>Prints nothing of the content.</summary>
    public override string ToString() => "[redacted]";
}
