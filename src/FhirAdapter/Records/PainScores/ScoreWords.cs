using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.PainScores;

/// <summary>A score for a person to read.</summary>
internal static class ScoreWords
{
    /// <summary>
    /// The instrument with the unit, where it is not the one expected, and the phase: the number means nothing without them.
    /// </summary>
    public static string Title(string instrument, string? unit, string? phase, Instrument of)
    {
        var name = unit is not null && unit != of.Unit ? $"{instrument}, {Words.In} {Quantities.Name(unit)}" : instrument;
        return phase is null ? name : $"{name}, {char.ToLowerInvariant(phase[0])}{phase[1..]}";
    }

    public static IEnumerable<string> Lines(Draft draft, PainScore record, Observation observation)
    {
        var place = observation.BodySite is { } site ? $" ({site.Text})" : "";
        var when = record.When is { } time ? $", {Times.Words(time)}" : "";
        yield return $"{observation.Code.Text}{place}: {Value(record, observation)}{when}.";
        if (record.Change is { } change)
            yield return $"{Words.Change}: {(change > 0 ? "+" : "")}{Quantities.Words(change, record.Unit)}.";
        for (var i = 0; i < (record.Items?.Count ?? 0); i++)
        {
            if (record.Items![i].Value is { } value)
                yield return $"{observation.Component[i].Code?.Text}: {Quantities.Words(value, null)}.";
        }

        if (!string.IsNullOrWhiteSpace(record.Note))
            yield return record.Note;
    }

    private static string Value(PainScore record, Observation observation) =>
        record.Value is { } value ? Quantities.Words(value, record.Unit)
        : observation.Value is CodeableConcept { Text: { } answer } ? answer
        : Words.NoValue;
}
