using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.PainScores;

/// <summary>Reads the answers to single items: the reverse of <see cref="ScoreItems"/>.</summary>
internal static class ScoreItemsFromFhir
{
    public static IReadOnlyList<ScoreItem>? Read(FhirReading reading, Observation observation) => observation.Component.Count == 0
        ? null
        : [.. observation.Component.Select((c, i) => Item(reading, c, $"Observation.component[{i}]"))];

    private static ScoreItem Item(FhirReading reading, Observation.ComponentComponent component, string path)
    {
        var coded = reading.Coded(component.Code, "score-item", path + ".code");
        return new ScoreItem { Code = coded?.Code, Text = coded?.Text, Value = reading.Number(component.Value, "{score}", path + ".value") };
    }
}
