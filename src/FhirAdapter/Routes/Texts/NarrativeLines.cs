using System.Net;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes.Texts;

/// <summary>The lines of a narrative without its markup: its paragraphs, for the mapping writes these and nothing within them.</summary>
/// <param name="div">The narrative's XHTML; nothing gives no lines.</param>
internal ref struct NarrativeLines(string? div)
{
    private const string Begin = "<p>";
    private const string End = "</p>";

    private ReadOnlySpan<char> _rest = div;

    public ReadOnlySpan<char> Current { get; private set; }

    public static NarrativeLines Of(Resource resource) => new((resource as DomainResource)?.Text?.Div);

    public readonly NarrativeLines GetEnumerator() => this;

    public bool MoveNext()
    {
        var begin = _rest.IndexOf(Begin, StringComparison.Ordinal);
        if (begin < 0)
            return false;
        _rest = _rest[(begin + Begin.Length)..];
        var end = _rest.IndexOf(End, StringComparison.Ordinal);
        if (end < 0)
            return false;
        var line = _rest[..end];
        // Few lines hold what is escaped.
        Current = line.Contains('&') ? WebUtility.HtmlDecode(line.ToString()) : line;
        _rest = _rest[end..];
        return true;
    }
}
