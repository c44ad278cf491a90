using System.Globalization;
using FhirAdapter.Operations;
using FhirAdapter.Shapes;

namespace FhirAdapter.Host.Output;

/// <summary>What is lost of records on their way to FHIR and what a shape changes, for a person: in sums, or field by field.</summary>
internal sealed class MappingReport(bool everyField)
{
    private readonly SortedDictionary<string, int> _sums = new(StringComparer.Ordinal);

    public async Task AddAsync(string place, RecordTranslation translation)
    {
        foreach (var loss in translation.Losses)
            await AddAsync($"{place}: {translation.Key}: {loss.Path}", loss.Code);
        foreach (var change in translation.Changes)
            await AddAsync($"{place}: {translation.Key}: {change.ResourceType} {change.Identifier} {change.Path}".TrimEnd(), change.Code);
    }

    public async Task WriteSumsAsync()
    {
        foreach (var (code, count) in _sums)
            await Terminal.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{(count == 1 ? "Once" : $"{count:N0} times")} {code}: {Meaning(code)}."));
        if (_sums.Count > 0 && !everyField)
            await Terminal.Error.WriteLineAsync("--report names each.");
    }

    private async Task AddAsync(string what, string code)
    {
        _sums[code] = _sums.GetValueOrDefault(code) + 1;
        if (everyField)
            await Terminal.Error.WriteLineAsync($"{what}: {code}");
    }

    private static string Meaning(string code) => code switch
    {
        "own-code-only" => "a code goes out as the adapter's own code and its text, because it has none elsewhere",
        "text-only" => "words go out without a code",
        ShapeChange.Added => "the shape adds an element that the record does not hold",
        ShapeChange.Dropped => "the shape leaves an element out",
        ShapeChange.SaidInText => "the shape leaves an element out, and a text still says it",
        _ => "see the documentation",
    };
}
