using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Records.Reading.Rules;

/// <summary>What an instrument asks of a score.</summary>
internal static class InstrumentRules
{
    public static void Check(PainScore score, InstrumentValues instrument, FaultList faults)
    {
        if (instrument.Answers is { } answers)
            CheckWords(score, answers, faults);
        else
            CheckNumber(score, instrument, faults);
        CheckItems(score, instrument, faults);
    }

    private static void CheckWords(PainScore score, IReadOnlyList<string> answers, FaultList faults)
    {
        if (score.Value is not null)
            faults.Add("value", FaultCode.NotAllowed, "an answer, not a number, for this instrument");
        if (score.Answer is { } answer && !answers.Contains(answer))
            faults.Add("answer", FaultCode.UnknownCode, "one of " + string.Join(", ", answers));
    }

    private static void CheckNumber(PainScore score, InstrumentValues instrument, FaultList faults)
    {
        if (score.Answer is not null)
            faults.Add("answer", FaultCode.NotAllowed, "a number in value, not an answer, for this instrument");
        if (score.Unit is not { } unit)
            return;
        if (instrument.RangeIn(unit) is not { } range)
        {
            faults.Add("unit", FaultCode.UnknownCode, "one of " + string.Join(", ", instrument.Units));
            return;
        }

        if (score.Value is { } value && (!range.Holds(value) || (instrument.IsWhole && value != decimal.Truncate(value))))
            faults.Add("value", FaultCode.OutOfRange, range.Describe());
        if (score.Change is { } change && !range.HoldsChange(change))
            faults.Add("change", FaultCode.OutOfRange, "a change no greater than the range of the instrument");
    }

    private static void CheckItems(PainScore score, InstrumentValues instrument, FaultList faults)
    {
        if (score.Items is not { Count: > 0 } items)
            return;
        if (instrument.Items.Count == 0)
        {
            faults.Add("items", FaultCode.NotAllowed, "no items for this instrument");
            return;
        }

        faults.Enter("items");
        for (var i = 0; i < items.Count; i++)
        {
            faults.AtItem(i);
            CheckItem(items, i, instrument, faults);
        }

        faults.Leave();
    }

    private static void CheckItem(IReadOnlyList<ScoreItem> items, int at, InstrumentValues instrument, FaultList faults)
    {
        if (items[at] is not { } item)
            return;
        if (item.Code is { } code && !instrument.Items.Contains(code))
            faults.Add("code", FaultCode.UnknownCode, "one of " + string.Join(", ", instrument.Items));
        else if (items.Take(at).Any(earlier => earlier?.Code == item.Code))
            faults.Add("code", FaultCode.Inconsistent, "each item once");
        if (item.Value is { } value && instrument.RangeIn(instrument.Units[0]) is { } range && !range.Holds(value))
            faults.Add("value", FaultCode.OutOfRange, range.Describe());
    }
}
