using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.PainScores;

/// <summary>The value of a score in the form of its instrument, or why there is none.</summary>
internal static class ScoreValues
{
    public static void Set(Draft draft, Observation observation, PainScore record, Instrument? instrument)
    {
        var given = (record.Value is null ? 0 : 1) + (record.Answer is null ? 0 : 1) + (record.AbsentReason is null ? 0 : 1);
        if (given > 1 || (given == 0 && !draft.InError))
            draft.Fail("value", "exactly one of value, answer and absentReason");
        if (record.Value is { } value)
            observation.Value = Number(draft, value, record, instrument);
        else if (record.Answer is { } answer)
            observation.Value = Answer(draft, answer, instrument);
        else
            observation.DataAbsentReason = Reason(draft, record.AbsentReason);
    }

    private static DataType? Number(Draft draft, decimal value, PainScore record, Instrument? instrument)
    {
        switch (instrument?.Form)
        {
            case "words":
                draft.Fail("value", "an answer in words for this instrument");
                return null;
            case "integer" when value != decimal.Truncate(value) || value is < int.MinValue or > int.MaxValue:
                draft.Fail("value", "a whole number for this instrument");
                return null;
            case "integer":
                return new Integer((int)value);
            default:
                return Quantities.Of(draft.Words, value, record.Unit);
        }
    }

    private static CodeableConcept? Answer(Draft draft, string answer, Instrument? instrument)
    {
        if (instrument?.Answers is { } codeSystemName)
            return draft.Code(codeSystemName, answer, "answer");
        draft.Fail("answer", "a value for this instrument");
        return null;
    }

    private static CodeableConcept? Reason(Draft draft, string? reason)
    {
        switch (reason)
        {
            case "declined":
                return Observations.Absent("asked-declined");
            case "unknown" or "not-performed":
                return Observations.Absent(reason);
            case null:
                return null;
            default:
                draft.Fail("absentReason", "a code of the CodeSystem absent-reason");
                return null;
        }
    }
}
