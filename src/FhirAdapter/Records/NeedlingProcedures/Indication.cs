namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>Why needling was wanted.</summary>
public sealed record Indication
{
    /// <summary>A code of the CodeSystem <c>indication</c>, such as <c>myofascial-pain</c>.</summary>
    public string? Code { get; init; }

    /// <summary>The practitioner's own words. At most 1,000 characters.</summary>
    public string? Text { get; init; }

    /// <summary>What caused it: a code of the CodeSystem <c>cause</c>, such as <c>posture</c>, or words.</summary>
    public CodedText? Cause { get; init; }

    /// <summary>Prints nothing of the content.</summary>
    public override string ToString() => "[redacted]";
}
