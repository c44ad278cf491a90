using FhirAdapter.Terminology;

namespace FhirAdapter.Records.PainScores;

/// <summary>All instruments, read once from their CodeSystem.</summary>
internal sealed class Instruments(CodeSystem codeSystem)
{
    private readonly Dictionary<string, Instrument> _byCode = codeSystem.Codes.ToDictionary(
        code => code,
        code => Read(codeSystem.Find(code)!),
        StringComparer.Ordinal);

    /// <summary>The instrument of that code, or <see langword="null"/> for an unknown code.</summary>
    public Instrument? Find(string code) => _byCode.GetValueOrDefault(code);

    private static Instrument Read(Concept concept) => new(
        concept.Property("form")!,
        concept.Property("category")!,
        concept.Property("answers"),
        concept.Property("unit"),
        concept.Number("min"),
        concept.Number("max"));
}
