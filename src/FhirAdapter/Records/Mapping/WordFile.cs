using System.Collections;
using System.Reflection;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Text;

namespace FhirAdapter.Records.Mapping;

/// <summary>The file <c>Words.(language).resx</c> of one language, embedded in the library.</summary>
internal sealed class WordFile
{
    private const string Beginning = "words/Words.";
    private const string Ending = ".resources";

    private readonly Dictionary<string, string> _texts;

    private WordFile(string language, Dictionary<string, string> texts) => (Language, _texts) = (language, texts);

    /// <summary>The languages that have a file.</summary>
    public static IReadOnlyList<string> Languages { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Beginning, StringComparison.Ordinal))
            .Select(name => name[Beginning.Length..^Ending.Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>The language, as FHIR writes it (BCP 47).</summary>
    public string Language { get; }

    /// <summary>The names of all texts.</summary>
    public IReadOnlyCollection<string> Names => _texts.Keys;

    /// <summary>Reads the file of a language that has one.</summary>
    public static WordFile Read(string language)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Beginning + language + Ending)
            ?? throw new ArgumentException($"There are words in {string.Join(", ", Languages)} only.", nameof(language));
        using var reader = new ResourceReader(stream);
        return new WordFile(language, reader.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal));
    }

    /// <summary>The text of that name, which must be there.</summary>
    public string Text([CallerMemberName] string name = "") => _texts[name];

    /// <summary>The text of that name, where there is one.</summary>
    public string? Find(string name) => _texts.GetValueOrDefault(name);

    /// <summary>The text of that name with places for values.</summary>
    public CompositeFormat Format(string name) => CompositeFormat.Parse(_texts[name]);
}
