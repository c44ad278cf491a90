using FhirAdapter.Records;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>One patient's pain over the course: before and after each session, sometimes during, and once more two weeks after the last.</summary>
internal sealed class PainCourse(SampleBook book, SamplePatient patient, ScoreNotes notes)
{
    private const int Worst = 10;
    private const int WorstPatient = 17;
    private readonly PainScale _scale = PainScale.Of(patient.Number);
    private int _level = patient.Number == WorstPatient ? Worst : book.Dice.Between(5, 9);
    private PainScore? _baseline;

    public IEnumerable<PainScore> AtVisit(int visit, NeedlingProcedure session)
    {
        var before = notes.Write(patient, "before", patient.Moment(visit, 1), visit) with { Procedure = session.Id };
        before = Grade(before, _level);
        _baseline ??= before;
        yield return before;
        if (visit == 1)
            yield return Twitches(visit, session);
        if (visit == 1 && patient.Number % 4 == 0)
            yield return Grade(notes.Write(patient, "during", patient.Moment(visit, 12), visit) with { Procedure = session.Id }, Math.Min(Worst, _level + 1));
        var left = Math.Max(0, _level - book.Dice.Between(1, 3));
        var after = notes.Write(patient, "after", patient.Moment(visit, 45), visit) with { Procedure = session.Id };
        yield return Reason(visit) is { } reason ? after with { AbsentReason = reason } : Compare(Grade(after, left), before);
        _level = Math.Min(Worst, left + book.Dice.Between(0, 1));
    }

    /// <summary>Two weeks after the last visit, compared with the very first score.</summary>
    public PainScore Later()
    {
        var last = patient.Visits - 1;
        var when = patient.Branch.Local(patient.VisitAt(last).AddDays(14));
        var score = notes.Write(patient, "follow-up", ClinicTime.At(when), last) with { LastChanged = when.AddMinutes(10) };
        return Compare(Grade(score, Math.Max(0, _level - 1)), _baseline!);
    }

    private PainScore Grade(PainScore score, int level) => _scale.Grade(score, level, book.Dice);

    private static PainScore Compare(PainScore score, PainScore baseline) => score with
    {
        Baseline = baseline.Id,
        Change = score.Value - baseline.Value,
    };

    private PainScore Twitches(int visit, NeedlingProcedure session) => notes.Write(patient, "during", patient.Moment(visit, 15), visit) with
    {
        Procedure = session.Id,
        Instrument = "twitch-count",
        Value = session.Sites!.Sum(s => s.TwitchResponses),
        Unit = "{twitch}",
        AnsweredBy = "practitioner",
    };

    private string? Reason(int visit) => (visit, patient.Number % 14) switch
    {
        (2, 5) => "declined",
        (2, 6) => "unknown",
        (2, 9) => "not-performed",
        _ => null,
    };
}
