using System.ComponentModel.DataAnnotations;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.ContraindicationFindings;

/// <summary>A contraindication that was found, or asked for and not found.</summary>
public sealed record ContraindicationFinding : ClinicRecord
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.ContraindicationFinding;

    /// <summary>What was found or asked: a code of the CodeSystem <c>contraindication</c>, such as <c>bleeding-disorder</c>, and words. Required.</summary>
    [Required]
    [CodeOf("contraindication")]
    public CodedText? Finding { get; init; }

    /// <summary>
    /// <c>present</c>, <c>absent</c> (looked for and not there), <c>unknown</c>, <c>not-asked</c> or <c>declined</c> (the patient would not say). Required.
    /// </summary>
    [Required]
    [CodeOf("presence")]
    public string? Presence { get; init; }

    /// <summary>The practitioner's judgement, never computed: <c>absolute</c>, <c>relative</c> or <c>precaution</c>. Only for what is present.</summary>
    [CodeOf("contraindication-strength")]
    public string? Strength { get; init; }

    /// <summary>Where in the body.</summary>
    public BodySite? BodySite { get; init; }

    /// <summary>When it was found or asked, or only the date. Required.</summary>
    [Required]
    public ClinicTime? When { get; init; }

    /// <summary>Who found or asked.</summary>
    public Practitioner? Practitioner { get; init; }

    /// <summary>How it became known: <c>history</c>, <c>examination</c> or <c>patient</c>.</summary>
    [CodeOf("finding-source")]
    public string? Source { get; init; }

    /// <summary>
    /// How sure it is: <c>suspected</c>, <c>confirmed</c>, <c>resolved</c> (it was there and is gone) or <c>disproved</c> (it was believed and is not so).
    /// Only for what is present; required then.
    /// </summary>
    [CodeOf("finding-status")]
    public string? Status { get; init; }

    /// <summary>When it ended, for <c>resolved</c>.</summary>
    public ClinicTime? Resolved { get; init; }

    /// <summary>What the status rests on, in words: what raised the suspicion, confirmed it or, for <c>disproved</c>, showed that it is not so. Only for what
    /// is present. At most 1,000 characters.</summary>
    [StringLength(1000), WrittenAs(StringForm.Words)]
    public string? Evidence { get; init; }

    /// <summary>
    /// The clinic's id of the screening in which it was asked or found. All that was asked and found in one screening has the same; a finding need not know
    /// the others.
    /// </summary>
    [WrittenAs(StringForm.RecordId)]
    public string? Screening { get; init; }

    /// <summary>The id of the needling procedure that it stopped.</summary>
    [WrittenAs(StringForm.RecordId)]
    public string? StoppedProcedure { get; init; }

    /// <summary>The practitioner's note. At most 10,000 characters.</summary>
    [StringLength(10000), WrittenAs(StringForm.Words)]
    public string? Note { get; init; }

    /// <summary>
    /// None: a finding goes before the procedure it stopped, which refers to it. Its own mention of the procedure is by identifier only.
    /// </summary>
    public override IReadOnlyList<RecordKey> DependsOn => [];
}
