using System.Text;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>Short texts for a person who sees the resource and does not know the codes.</summary>
internal static class Narratives
{
    /// <summary>Gives the resource a narrative of some lines, which need not be escaped.</summary>
    public static void Narrate(this DomainResource resource, Draft draft, IEnumerable<string> lines)
    {
        var div = new StringBuilder("<div xmlns=\"http://www.w3.org/1999/xhtml\">", 256);
        if (draft.InError)
            Paragraph(div, draft.Words.EnteredInError);
        foreach (var line in lines)
            Paragraph(div, line);
        resource.Text = new Narrative { Status = Narrative.NarrativeStatus.Generated, Div = div.Append("</div>").ToString() };
    }

    private static void Paragraph(StringBuilder div, string line)
    {
        div.Append("<p>");
        for (var i = 0; i < line.Length; i++)
            Escape(div, line, ref i);
        div.Append("</p>");
    }

    private static void Escape(StringBuilder div, string line, ref int i)
    {
        var c = line[i];
        if (c is '<')
            div.Append("&lt;");
        else if (c is '>')
            div.Append("&gt;");
        else if (c is '&')
            div.Append("&amp;");
        else if (char.IsHighSurrogate(c) && i + 1 < line.Length && char.IsLowSurrogate(line[i + 1]))
            div.Append(c).Append(line[++i]);
        else
            div.Append(MayStand(c) ? c : '\uFFFD');
    }

    // XML 1.0 production 2: what is not a character of XML would make the whole resource unreadable.
    private static bool MayStand(char c) => c is '\t' or '\n' or '\r' || (c >= ' ' && !char.IsSurrogate(c) && c < '\uFFFE');
}
