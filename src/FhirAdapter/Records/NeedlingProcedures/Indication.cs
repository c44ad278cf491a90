using System.ComponentModel.DataAnnotations;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>Why needling was wanted.</summary>
public sealed record Indication
{
    /// <summary>A code of the CodeSystem <c>indication</c>, such as <c>myofascial-pain</c>.</summary>
    [CodeOf("indication")]
    public string? Code { get; init; }

    /// <summary>The practitioner's own words. At most 1,000 characters.</summary>
    [StringLength(1000), WrittenAs(StringForm.Words)]
    public string? Text { get; init; }

    /// <summary>What caused it: a code of the CodeSystem <c>cause</c>, such as <c>posture</c>, or words.</summary>
    [CodeOf("cause")]
    public CodedText? Cause { get; init; }

    /// <summary>Prints nothing of the content.</summary>
    public override string ToString() => "[redacted]";
}
