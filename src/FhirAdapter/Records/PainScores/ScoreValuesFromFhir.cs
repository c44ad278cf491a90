using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.PainScores;

/// <summary>Reads the value of a score, or why there is none: the reverse of <see cref="ScoreValues"/>.</summary>
internal static class ScoreValuesFromFhir
{
    private const string Path = "Observation.value";

    public static PainScore Read(FhirReading reading, Observation observation, PainScore score, string instrument)
    {
        var concept = reading.Context.CodeSystems["instrument"].Find(instrument)!;
        switch (observation.Value)
        {
            case null:
                return score with { AbsentReason = Reason(reading, observation.DataAbsentReason) };
            case CodeableConcept answer when concept.Property("answers") is { } answers:
                return score with { Answer = reading.Code(answer, answers, Path) };
            // The unit of whole numbers is the only one that their instrument has.
            case Integer { Value: { } whole } when concept.Property("form") == "integer":
                return score with { Value = whole, Unit = concept.Property("unit") };
            case Quantity { Code: { } unit } quantity:
                return score with { Value = reading.Number(quantity, unit, Path), Unit = unit };
            default:
                reading.Fail(Path, "a value in the form of the instrument");
                return score;
        }
    }

    private static string? Reason(FhirReading reading, CodeableConcept? reason)
    {
        switch (reason?.Coding.Find(c => c.System == Observations.AbsentSystem)?.Code)
        {
            case "asked-declined":
                return "declined";
            case "unknown":
                return "unknown";
            case "not-performed":
                return "not-performed";
            default:
                reading.Fail("Observation.dataAbsentReason", "asked-declined, unknown or not-performed, where there is no value");
                return null;
        }
    }
}
