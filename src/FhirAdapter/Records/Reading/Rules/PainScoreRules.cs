using FhirAdapter.Records.PainScores;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.Reading.Rules;

/// <summary>What must hold between the fields of a score.</summary>
internal static class PainScoreRules
{
    public static void Check(PainScore score, FaultList faults)
    {
        CheckGiven(score, faults);
        CheckLinks(score, faults);
        if (score.Instrument is { } code && InstrumentValues.Find(code) is { } instrument)
            InstrumentRules.Check(score, instrument, faults);
    }

    private static void CheckGiven(PainScore score, FaultList faults)
    {
        var given = (score.Value is null ? 0 : 1) + (score.Answer is null ? 0 : 1) + (score.AbsentReason is null ? 0 : 1);
        if (given != 1 && !(faults.Tells("value") || faults.Tells("answer") || faults.Tells("absentReason")))
            faults.Add("value", given == 0 ? FaultCode.Missing : FaultCode.Inconsistent, "exactly one of value, answer and absentReason");
        if (score is { Value: not null, Unit: null })
            faults.Add("unit", FaultCode.Missing, "the unit of the value" + UnitsOf(score));
        if (score is { Value: null, Unit: not null } && !faults.Tells("value"))
            faults.Add("unit", FaultCode.NotAllowed, "no unit where there is no value");
    }

    private static void CheckLinks(PainScore score, FaultList faults)
    {
        if (score.Baseline is not null && score.Baseline == score.Id)
            faults.Add("baseline", FaultCode.Inconsistent, "the id of another, earlier score");
        if (score is { Change: not null, Baseline: null })
            faults.Add("baseline", FaultCode.Missing, "the id of the score that change is reckoned from");
        if (score is { Change: not null, Value: null } && !faults.Tells("value"))
            faults.Add("change", FaultCode.NotAllowed, "no change where there is no value");
    }

    private static string UnitsOf(PainScore score) =>
        score.Instrument is { } code && InstrumentValues.Find(code) is { Units.Count: > 0 } instrument
            ? ": one of " + string.Join(", ", instrument.Units)
            : "";
}
