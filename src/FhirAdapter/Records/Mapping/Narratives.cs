using System.Buffers;
using System.Text;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>Short texts for a person who sees the resource and does not know the codes.</summary>
internal static class Narratives
{
    private const int Capacity = 1024;

    // A builder that one long note made larger than this is not kept.
    private const int MostKept = 64 * 1024;

    [ThreadStatic]
    private static StringBuilder? _div;

    private static readonly SearchValues<char> NotAsIs =
        SearchValues.Create([.. Enumerable.Range(char.MinValue, char.MaxValue + 1).Select(c => (char)c).Where(c => c is '<' or '>' or '&' || !MayStand(c))]);

    /// <summary>Gives the resource a narrative of some lines, which need not be escaped.</summary>
    public static void Narrate(this DomainResource resource, Draft draft, IEnumerable<string> lines)
    {
        var div = _div ??= new StringBuilder(Capacity);
        div.Clear().Append("<div xmlns=\"http://www.w3.org/1999/xhtml\">");
        if (draft.InError)
            Paragraph(div, draft.Words.EnteredInError);
        foreach (var line in lines)
            Paragraph(div, line);
        resource.Text = new Narrative { Status = Narrative.NarrativeStatus.Generated, Div = div.Append("</div>").ToString() };
        if (div.Capacity > MostKept)
            _div = null;
    }

    private static void Paragraph(StringBuilder div, string line)
    {
        div.Append("<p>");
        // Most lines have nothing to escape, and are taken as they are.
        var rest = line.AsSpan();
        for (var at = rest.IndexOfAny(NotAsIs); at >= 0; at = rest.IndexOfAny(NotAsIs))
        {
            div.Append(rest[..at]);
            rest = rest[(at + Escape(div, rest[at..]))..];
        }

        div.Append(rest).Append("</p>");
    }

    // Gives how many characters it took.
    private static int Escape(StringBuilder div, ReadOnlySpan<char> rest)
    {
        if (rest.Length > 1 && char.IsSurrogatePair(rest[0], rest[1]))
        {
            div.Append(rest[..2]);
            return 2;
        }

        div.Append(rest[0] switch
        {
            '<' => "&lt;",
            '>' => "&gt;",
            '&' => "&amp;",
            _ => "\uFFFD",
        });
        return 1;
    }

    // XML 1.0 production 2: what is not a character of XML would make the whole resource unreadable.
    private static bool MayStand(char c) => c is '\t' or '\n' or '\r' || (c >= ' ' && !char.IsSurrogate(c) && c < '\uFFFE');
}
