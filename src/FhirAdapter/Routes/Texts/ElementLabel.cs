using System.Text;
using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Routes.Texts;

/// <summary>What an element is called in a text.</summary>
internal static class ElementLabel
{
    /// <param name="name">The element's name, such as <c>bodySite</c>, or the URL of an extension.</param>
    /// <param name="words">The language.</param>
    public static string Of(string name, Words words)
    {
        var last = name[(name.LastIndexOf('/') + 1)..];
        return words.Label(last) ?? Apart(last);
    }

    /// <summary>A name as the words it is made of.</summary>
    private static string Apart(string name)
    {
        var apart = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && apart.Length > 0 && char.IsLower(apart[^1]))
                apart.Append(' ').Append(char.ToLowerInvariant(c));
            else
                apart.Append(c == '-' ? ' ' : c);
        }

        return apart.ToString();
    }
}
