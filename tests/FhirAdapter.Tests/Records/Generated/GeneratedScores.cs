using CsCheck;
using FhirAdapter.Records.PainScores;
using FhirAdapter.Records.Reading.Rules;
using FhirAdapter.Terminology;

namespace FhirAdapter.Tests.Records.Generated;

/// <summary>Scores of every instrument in every unit, answers in words, and reasons for none.</summary>
internal sealed class GeneratedScores
{
    private readonly Given _given;
    private readonly GeneratedParts _parts;

    public GeneratedScores(Given given, GeneratedParts parts)
    {
        (_given, _parts) = (given, parts);
        Any = Gen.OneOf([.. CodeSystems.Embedded["instrument"].Codes.Select(Measured)]).SelectMany(Around);
    }

    public Gen<PainScore> Any { get; }

    private Gen<PainScore> Measured(string code)
    {
        var instrument = InstrumentValues.Find(code)!;
        var absent = GeneratedParts.Code("absent-reason").Select(reason => new PainScore { Instrument = code, AbsentReason = reason });
        return Gen.Frequency((4, instrument.Answers is { } answers ? InWords(code, [.. answers]) : InNumbers(code, instrument)), (1, absent))
            .SelectMany(score => instrument.Items.Count == 0
                ? Gen.Const(score)
                : _given.Maybe(Items(instrument)).Select(items => score with { Items = items is { Count: 0 } ? null : items }));
    }

    private static Gen<PainScore> InWords(string code, string[] answers) =>
        Pick.Of(answers).Select(answer => new PainScore { Instrument = code, Answer = answer });

    private Gen<PainScore> InNumbers(string code, InstrumentValues instrument) => Pick.Of([.. instrument.Units]).SelectMany(unit =>
    {
        var range = instrument.RangeIn(unit)!;
        var width = range.Greatest - range.Least;
        return Gen.Select(
            Number(range),
            _given.MaybeValue(GeneratedNumbers.Between(-width, width)),
            GeneratedTexts.RecordId,
            (value, change, baseline) => new PainScore
            {
                Instrument = code,
                Value = value,
                Unit = unit,
                Change = change,
                Baseline = change is null ? null : baseline + "0",
            }).Where(score => score.Baseline is not { Length: > 64 });
    });

    private static Gen<decimal> Number(ScoreRange range) => range.Step is { } step
        ? GeneratedNumbers.Steps(range.Least, range.Greatest, step)
        : GeneratedNumbers.Between(range.Least, range.Greatest);

    private static Gen<IReadOnlyList<ScoreItem>> Items(InstrumentValues instrument)
    {
        var range = instrument.RangeIn(instrument.Units[0])!;
        return Gen.Shuffle(instrument.Items.ToArray(), 1, instrument.Items.Count).SelectMany(codes => Gen.Select(
            GeneratedNumbers.Between(range.Least, range.Greatest).Array[codes.Length],
            Gen.OneOf(GeneratedTexts.Words(200).Select(w => (string?)w), Gen.Const((string?)null)).Array[codes.Length],
            (values, texts) => (IReadOnlyList<ScoreItem>)[.. codes.Select((code, i) => new ScoreItem { Code = code, Value = values[i], Text = texts[i] })]));
    }

    private Gen<PainScore> Around(PainScore score) => Gen.Select(
        Gen.Select(GeneratedParts.Code("assessment-phase"), GeneratedTimes.Time, _given.Maybe(_parts.BodySite), _given.Maybe(GeneratedParts.Code("answered-by"))),
        Gen.Select(_given.Maybe(_parts.Practitioner), _given.Maybe(GeneratedTexts.RecordId), _given.Maybe(GeneratedTexts.RecordId), _given.Maybe(GeneratedTexts.Words(10_000))),
        (when, who) => score with
        {
            Phase = when.Item1,
            When = when.Item2,
            BodySite = when.Item3,
            AnsweredBy = when.Item4,
            Practitioner = who.Item1,
            Procedure = who.Item2,
            Baseline = score.Baseline ?? who.Item3,
            Note = who.Item4,
        });
}
