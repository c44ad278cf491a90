using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.PainScores;

/// <summary>The answers to single items as components of the score's Observation.</summary>
internal static class ScoreItems
{
    public static void Add(Draft draft, Observation observation, PainScore record)
    {
        for (var i = 0; i < (record.Items?.Count ?? 0); i++)
        {
            var item = record.Items![i];
            var path = $"items[{i}]";
            if (item.Code is null)
                draft.Fail(path + ".code", "the item's code");
            observation.Component.Add(new()
            {
                Code = draft.Concept("score-item", item.Code, item.Text, path + ".code") ?? new CodeableConcept(),
                // Items are rated on the instrument's own 0 to 10 whatever the unit of the whole is.
                Value = item.Value is { } value ? Quantities.Of(draft.Words, value, "{score}") : null,
                DataAbsentReason = item.Value is null ? Observations.Absent("unknown") : null,
            });
        }
    }
}
