using System.Buffers;
using System.Text.RegularExpressions;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>What characters the forms of text may have.</summary>
internal static partial class TextRules
{
    private static readonly SearchValues<char> Controls = SearchValues.Create(ControlsBut(""));
    private static readonly SearchValues<char> ControlsButBreaks = SearchValues.Create(ControlsBut("\t\n\r"));
    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    // RFC 3986: unreserved, reserved and the percent sign. The bar is not among them, which a FHIR token search relies on.
    private static readonly SearchValues<char> UriCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    private static readonly SearchValues<char> NotOfSchemes = SearchValues.Create("/?#[]@!$&'()*,;=%_~");

    public static bool Holds(string text, StringForm form) => form switch
    {
        StringForm.RecordId => IsRecordId(text),
        StringForm.AbsoluteUri => IsAbsoluteUri(text),
        StringForm.Trimmed => IsText(text, Controls) && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]),
        StringForm.Words => IsText(text, ControlsButBreaks),
        _ => IsText(text, Controls),
    };

    public static bool IsRecordId(string text) =>
        text.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(text[0]) && !text.AsSpan().ContainsAnyExcept(IdCharacters);

    // Most texts are plain ASCII, which one look shows to have nothing that is forbidden.
    private static bool IsText(string text, SearchValues<char> forbidden) =>
        !string.IsNullOrWhiteSpace(text) &&
        (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') || (!text.AsSpan().ContainsAny(forbidden) && SurrogatesPair(text)));

    private static bool SurrogatesPair(string text)
    {
        var rest = text.AsSpan();
        for (int at; (at = rest.IndexOfAnyInRange('\uD800', '\uDFFF')) >= 0; rest = rest[(at + 2)..])
        {
            if (at + 1 >= rest.Length || !char.IsSurrogatePair(rest[at], rest[at + 1]))
                return false;
        }

        return true;
    }

    private static bool IsAbsoluteUri(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 2 || !char.IsAsciiLetter(text[0]) || text.AsSpan().ContainsAnyExcept(UriCharacters))
            return false;
        var rest = text.AsSpan(colon + 1);
        return text.AsSpan(0, colon) switch
        {
            "http" or "https" => rest.Length > 2 && rest.StartsWith("//") && rest[2] is not ('/' or '?' or '#'),
            "urn" => rest.IndexOf(':') > 0 && rest[^1] != ':' && IsUrn(rest),
            var scheme => rest.Length > 0 && !scheme.ContainsAny(NotOfSchemes),
        };
    }

    // FHIR R4 datatypes, oid and uuid: servers refuse a resource that holds another form of them.
    private static bool IsUrn(ReadOnlySpan<char> rest) =>
        rest.StartsWith("uuid:", StringComparison.Ordinal) ? Uuid().IsMatch(rest[5..])
        : !rest.StartsWith("oid:", StringComparison.Ordinal) || Oid().IsMatch(rest[4..]);

    [GeneratedRegex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Uuid();

    [GeneratedRegex("^[0-2](\\.(0|[1-9][0-9]*))+\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Oid();

    private static string ControlsBut(string allowed) =>
        string.Concat(Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Concat([0xfffe, 0xffff])
            .Select(c => (char)c).Where(c => !allowed.Contains(c, StringComparison.Ordinal)));
}
