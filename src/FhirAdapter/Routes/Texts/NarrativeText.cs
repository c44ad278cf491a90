using System.Net;

namespace FhirAdapter.Routes.Texts;

/// <summary>The lines of a narrative without its markup.</summary>
internal static class NarrativeText
{
    /// <summary>Its paragraphs: the mapping writes these and nothing within them.</summary>
    /// <param name="div">The narrative's XHTML; nothing gives no lines.</param>
    public static IEnumerable<string> Lines(string? div)
    {
        for (var at = div?.IndexOf("<p>", StringComparison.Ordinal) ?? -1; at >= 0; at = div!.IndexOf("<p>", at, StringComparison.Ordinal))
        {
            var end = div!.IndexOf("</p>", at, StringComparison.Ordinal);
            if (end < 0)
                yield break;
            yield return WebUtility.HtmlDecode(div[(at + 3)..end]);
            at = end;
        }
    }
}
