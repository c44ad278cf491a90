using CsCheck;

namespace FhirAdapter.Tests.Records.Generated;

/// <summary>Texts with what is special to JSON, XML, URLs or CSV, with umlauts, other scripts, emoji and odd spaces.</summary>
internal static class GeneratedTexts
{
    private const string IdCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly string[] Solid =
    [
        "a", "Z", "0", "null", "Schmerz", "Größe", "naïve", "ß", "e\u0301", "العضلة", "痛み", "😀", "👩‍⚕️", "\U0001D11E", "<b>", "</p>", "]]>", "<!--", "&",
        "&amp;", "\"", "'", "\\", "\\u0041", "{", "}", "[", "]", "|", "$", "#", ";", ",", "=1+1", "%20", "?", "~", "+", "-", "()", ":", "/", "\uFFFD",
    ];

    private static readonly string[] Spaces = [" ", ", ", ": ", " (", ") ", "\u00A0", "\u2009", "\u2028"];
    private static readonly string[] Breaks = ["\n", "\r\n", "\t", "\n\n"];

    private static readonly Gen<string> Core = Pick.Of(Solid);
    private static readonly Gen<string> InLine = Gen.Frequency((3, Core), (1, Pick.Of(Spaces)));
    private static readonly Gen<string> InWords = Gen.Frequency((6, Core), (2, Pick.Of(Spaces)), (1, Pick.Of(Breaks)));

    /// <summary>One line.</summary>
    public static Gen<string> Line(int most) => Text(InLine, most);

    /// <summary>Words that may have line breaks and tabs.</summary>
    public static Gen<string> Words(int most) => Text(InWords, most);

    /// <summary>Words, often those that a code is called or that begin like it: what is most easily confused with the code.</summary>
    public static Gen<string> WordsBeside(string? display, int most) => display is null
        ? Words(most)
        : Gen.Frequency((4, Words(most)), (1, Pick.Of(display, display.ToLowerInvariant(), display + ": " + display, display + ": x", display + " ", "x: " + display)));

    /// <summary>One line without white space at either end.</summary>
    public static Gen<string> Trimmed(int most) => Gen.Select(Core, InLine.Array[0, 4], Core, (begin, inner, end) => begin + string.Concat(inner) + end)
        .Select(text => text.Length <= most ? text : "x");

    /// <summary>The id of a record.</summary>
    public static Gen<string> RecordId { get; } = Gen.Select(
        Gen.Char[IdCharacters], Gen.Char[IdCharacters + "._-"].Array[0, 63], Gen.Bool, (first, rest, isShort) => first + new string(isShort ? rest[..(rest.Length / 8)] : rest));

    private static Gen<string> Text(Gen<string> piece, int most) => Gen.Frequency(
        (40, Gen.Select(piece.Array[0, 4], Core, piece.Array[0, 4], (before, core, after) => string.Concat(before) + core + string.Concat(after))
            .Select(text => text.Length <= most ? text : "x")),
        (1, Core.Select(core => core + new string('ü', most - core.Length))));
}
