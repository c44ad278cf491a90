using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.PainScores;

/// <summary>Reads the change from the baseline: the reverse of <see cref="ScoreChange"/>.</summary>
internal static class ScoreChangeFromFhir
{
    public static decimal? Read(FhirReading reading, string? unit) =>
        reading.Part<Observation>(reading.Identity.Change(reading.Id)) is { Value: { } change } && unit is not null
            ? reading.Number(change, unit, "Observation(pain-change).value")
            : null;
}
