using System.ComponentModel.DataAnnotations;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>A dry-needling session of one patient, done, stopped or not done.</summary>
public sealed record NeedlingProcedure : ClinicRecord
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.NeedlingProcedure;

    /// <summary>
    /// <c>preparation</c>, <c>in-progress</c>, <c>on-hold</c>, <c>completed</c>, <c>stopped</c> (abandoned after it began), <c>not-done</c>
    /// (never begun) or <c>unknown</c>. Required.
    /// </summary>
    [Required]
    [CodeOf("procedure-status")]
    public string? Status { get; init; }

    /// <summary>Why it was stopped or not done: a code of the CodeSystem <c>status-reason</c>, or words. Required for <c>stopped</c> and <c>not-done</c>.</summary>
    [CodeOf("status-reason")]
    public CodedText? StatusReason { get; init; }

    /// <summary>The ids of the contraindication findings that stopped it, at most 100.</summary>
    [MaxLength(100)]
    [WrittenAs(StringForm.RecordId)]
    public IReadOnlyList<string>? ContraindicatedBy { get; init; }

    /// <summary>Who needled, at most 100. At least one for a session that was begun.</summary>
    [MaxLength(100)]
    public IReadOnlyList<Practitioner>? Practitioners { get; init; }

    /// <summary>Where, by identifier.</summary>
    public BusinessIdentifier? Location { get; init; }

    /// <summary>When needling began, or only the date. Required unless the session is in preparation.</summary>
    public ClinicTime? Start { get; init; }

    /// <summary>When needling ended, not before <see cref="Start"/>.</summary>
    public ClinicTime? End { get; init; }

    /// <summary>Why needling was wanted: codes of the CodeSystem <c>indication</c>, each with its cause; at most 100.</summary>
    [MaxLength(100)]
    public IReadOnlyList<Indication>? Indications { get; init; }

    /// <summary>How the patient lay or sat: <c>prone</c>, <c>supine</c>, <c>sitting</c>, <c>left-side</c> or <c>right-side</c>.</summary>
    [CodeOf("position")]
    public string? Position { get; init; }

    /// <summary>The patient's consent to the session.</summary>
    public Consent? Consent { get; init; }

    /// <summary>The places that were needled, at most 64, in the order of needling.</summary>
    [MaxLength(64)]
    public IReadOnlyList<NeedlingSite>? Sites { get; init; }

    /// <summary>How many needles went in, 0 to 500.</summary>
    [Range(0, 500)]
    public int? NeedlesInserted { get; init; }

    /// <summary>How many needles came out, 0 to 500. Fewer than went in, once it is over, needs an adverse effect <c>retained-needle</c>.</summary>
    [Range(0, 500)]
    public int? NeedlesRemoved { get; init; }

    /// <summary>What went wrong or was felt, expected soreness included; at most 100.</summary>
    [MaxLength(100)]
    public IReadOnlyList<AdverseEffect>? AdverseEffects { get; init; }

    /// <summary>How it turned out: <c>successful</c>, <c>partially-successful</c> or <c>unsuccessful</c>, and words.</summary>
    [CodeOf("outcome")]
    public CodedText? Outcome { get; init; }

    /// <summary>What the patient was told to do: codes of the CodeSystem <c>aftercare</c>, or words; at most 100.</summary>
    [MaxLength(100)]
    [CodeOf("aftercare")]
    public IReadOnlyList<CodedText>? Aftercare { get; init; }

    /// <summary>What comes next: codes of the CodeSystem <c>follow-up</c>, or words; at most 100.</summary>
    [MaxLength(100)]
    public IReadOnlyList<FollowUp>? FollowUp { get; init; }

    /// <summary>Which session of how many this is.</summary>
    public Session? Session { get; init; }

    /// <summary>The practitioner's note. At most 10,000 characters.</summary>
    [StringLength(10000), WrittenAs(StringForm.Words)]
    public string? Note { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<RecordKey> DependsOn =>
        ContraindicatedBy is null ? [] : [.. ContraindicatedBy.Select(id => new RecordKey(RecordKind.ContraindicationFinding, id))];
}
