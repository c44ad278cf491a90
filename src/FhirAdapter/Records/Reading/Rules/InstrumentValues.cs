using FhirAdapter.Terminology;

namespace FhirAdapter.Records.Reading.Rules;

/// <summary>The values that one instrument allows, as the CodeSystem <c>instrument</c> has them.</summary>
internal sealed class InstrumentValues
{
    private static readonly Dictionary<string, InstrumentValues> ByCode =
        CodeSystems.Embedded["instrument"].Codes.ToDictionary(c => c, c => new InstrumentValues(CodeSystems.Embedded["instrument"].Find(c)!), StringComparer.Ordinal);

    private readonly Dictionary<string, ScoreRange> _ranges;

    private InstrumentValues(Concept concept)
    {
        Units = [.. concept.Properties["unit"]];
        Items = [.. concept.Properties["item"]];
        IsWhole = concept.Property("form") == "integer";
        _ranges = Units.ToDictionary(u => u, u => ScoreRange.Of(concept, Units[0], u), StringComparer.Ordinal);
        if (concept.Property("answers") is { } answers)
            Answers = CodeSystems.Embedded[answers].Codes;
    }

    public IReadOnlyList<string> Units { get; }

    /// <summary>The codes of its single items; empty where it has none.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <summary>The answers of an instrument of words.</summary>
    public IReadOnlyList<string>? Answers { get; }

    public bool IsWhole { get; }

    public static InstrumentValues? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The range in a unit it allows.</summary>
    public ScoreRange? RangeIn(string unit) => _ranges.GetValueOrDefault(unit);
}
