using System.ComponentModel.DataAnnotations;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.PainScores;

/// <summary>A pain, function or outcome score of one patient at one moment.</summary>
public sealed record PainScore : ClinicRecord
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.PainScore;

    /// <summary>A code of the CodeSystem <c>instrument</c>, such as <c>nrs</c>. Required.</summary>
    [Required]
    [CodeOf("instrument")]
    public string? Instrument { get; init; }

    /// <summary>The number, in <see cref="Unit"/>. Zero is a value. Exactly one of value, answer and absent reason is given.</summary>
    public decimal? Value { get; init; }

    /// <summary>The unit of the value, one of those the instrument allows (UCUM), such as <c>{score}</c> or <c>mm</c>. Required with a value.</summary>
    [StringLength(16)]
    public string? Unit { get; init; }

    /// <summary>The answer of an instrument of words, for example <c>moderate</c>.</summary>
    [StringLength(64)]
    public string? Answer { get; init; }

    /// <summary>Why there is neither: <c>declined</c>, <c>unknown</c> or <c>not-performed</c>.</summary>
    [CodeOf("absent-reason")]
    public string? AbsentReason { get; init; }

    /// <summary>The answers to the instrument's single items, where it has any (PEG, PSFS), at most 100.</summary>
    [MaxLength(100)]
    public IReadOnlyList<ScoreItem>? Items { get; init; }

    /// <summary><c>before</c>, <c>during</c>, <c>after</c>, <c>follow-up</c> or <c>discharge</c>. Required.</summary>
    [Required]
    [CodeOf("assessment-phase")]
    public string? Phase { get; init; }

    /// <summary>When it was measured, or only the date. Required.</summary>
    [Required]
    public ClinicTime? When { get; init; }

    /// <summary>Where in the body.</summary>
    public BodySite? BodySite { get; init; }

    /// <summary>Who answered: <c>patient</c>, <c>practitioner</c> or <c>proxy</c>.</summary>
    [CodeOf("answered-by")]
    public string? AnsweredBy { get; init; }

    /// <summary>Who measured or asked.</summary>
    public Practitioner? Practitioner { get; init; }

    /// <summary>The id of the needling procedure it belongs to.</summary>
    [WrittenAs(StringForm.RecordId)]
    public string? Procedure { get; init; }

    /// <summary>The id of the earlier score, of the same instrument and place, that it is compared with.</summary>
    [WrittenAs(StringForm.RecordId)]
    public string? Baseline { get; init; }

    /// <summary>The change from the baseline, signed, in <see cref="Unit"/>, as the clinic wrote it.</summary>
    public decimal? Change { get; init; }

    /// <summary>The practitioner's note. At most 10,000 characters.</summary>
    [StringLength(10000), WrittenAs(StringForm.Words)]
    public string? Note { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<RecordKey> DependsOn => (Procedure, Baseline) switch
    {
        (null, null) => [],
        ({ } procedure, null) => [new(RecordKind.NeedlingProcedure, procedure)],
        (null, { } baseline) => [new(RecordKind.PainScore, baseline)],
        ({ } procedure, { } baseline) => [new(RecordKind.NeedlingProcedure, procedure), new(RecordKind.PainScore, baseline)],
    };
}
