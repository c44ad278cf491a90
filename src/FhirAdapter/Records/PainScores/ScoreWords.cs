using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.PainScores;

/// <summary>A score for a person to read.</summary>
internal static class ScoreWords
{
    /// <summary>
    /// The instrument with the unit, where it is not the one expected, and the phase: the number means nothing without them.
    /// </summary>
    public static string Title(Words words, string instrument, string? unit, string? phase, Instrument of)
    {
        var name = unit is not null && unit != of.Unit ? $"{Words.Beginning(instrument)}, {words.InUnit} {Quantities.Name(words, unit)}" : Words.Beginning(instrument);
        return phase is null ? name : $"{name}, {words.Within(phase)}";
    }

    public static IEnumerable<string> Lines(Draft draft, PainScore record, Observation observation)
    {
        var place = observation.BodySite is { } site ? $" ({site.Text})" : "";
        var when = record.When is { } time ? $", {Times.Words(time)}" : "";
        yield return $"{observation.Code.Text}{place}: {Value(draft, record, observation)}{when}.";
        if (record.Change is { } change)
            yield return $"{draft.Words.Change}: {(change > 0 ? "+" : "")}{Quantities.Text(draft.Words, change, record.Unit)}.";
        for (var i = 0; i < (record.Items?.Count ?? 0); i++)
        {
            if (record.Items![i].Value is { } value)
                yield return $"{observation.Component[i].Code?.Text}: {Quantities.Text(draft.Words, value, null)}.";
        }

        if (!string.IsNullOrWhiteSpace(record.Note))
            yield return record.Note;
    }

    private static string Value(Draft draft, PainScore record, Observation observation) =>
        record.Value is { } value ? Quantities.Text(draft.Words, value, record.Unit)
        : observation.Value is CodeableConcept { Text: { } answer } ? draft.Words.Within(answer)
        : draft.Words.NoValue(draft.Context.Vocabulary.Find("absent-reason", record.AbsentReason ?? "unknown")?.Display ?? "");
}
