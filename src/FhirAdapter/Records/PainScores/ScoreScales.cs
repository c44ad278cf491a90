using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.Json;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.PainScores;

/// <summary>The ends of the instruments' scales, as reference ranges that all scores share.</summary>
internal sealed class ScoreScales(Words words)
{
    private const int MostKept = 1024;

    private readonly BoundedCache<(string Instrument, string? Unit), Observation.ReferenceRangeComponent> _ranges = new(MostKept);

    /// <summary>The ends of an instrument's scale. Never to be changed.</summary>
    /// <param name="code">The instrument's code.</param>
    /// <param name="instrument">The instrument, one with a scale.</param>
    /// <param name="unit">The unit of the value.</param>
    public Observation.ReferenceRangeComponent Of(string code, Instrument instrument, string? unit) =>
        _ranges.Get((code, unit), (instrument, words), static (key, of) => SharedElements.Share(Range(of.words, of.instrument, key.Unit)));

    // Without a type a reference range is read as the normal one (FHIR R4 Observation.referenceRange.type).
    private static Observation.ReferenceRangeComponent Range(Words words, Instrument instrument, string? unit)
    {
        var (min, max) = (instrument.Min!.Value, instrument.MaxIn(unit)!.Value);
        return new()
        {
            Low = Quantities.Of(words, min, unit),
            High = Quantities.Of(words, max, unit),
            Type = new CodeableConcept { Text = words.Scale },
            Text = words.ScaleFromTo(Quantities.Text(words, min, null), Quantities.Text(words, max, unit)),
        };
    }
}
