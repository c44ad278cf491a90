using CsCheck;
using FhirAdapter.Routes.Texts;
using FhirAdapter.Tests.Records.Generated;

namespace FhirAdapter.Tests.Routes.Texts;

public sealed class SaidTextTests
{
    private static readonly Gen<string> Words = Pick.Of("sore", "Sore", "eyesore", "sores", "K", "\u212A", "s\u00F6re", "S\u00D6RE", "30", "0.30", "0.30 x 40", " ", ": ", "-", "(", "\uD83D\uDE00", "\u017F")
        .List[1, 5].Select(parts => string.Concat(parts));

    [Fact]
    public void A_word_is_not_said_in_the_middle_of_another()
    {
        var text = Text("an eyesore", "sorely: 12");

        Assert.False(SaysAtLength(text, "sore"));
        Assert.False(SaysAtLength(text, "1"));
        Assert.True(SaysAtLength(text, "AN EYESORE"));
    }

    [Fact]
    public void A_text_that_is_asked_much_says_the_same_as_one_that_is_read() => Gen.Select(Words.List[1, 6], Words.List[20, 30]).Sample((lines, asked) =>
    {
        var text = Text([.. lines]);
        foreach (var words in asked)
        {
            Assert.Equal(IsSaid(lines, words, StringComparison.OrdinalIgnoreCase), text.Says(words));
            Assert.Equal(IsSaid(lines, words, StringComparison.Ordinal), text.SaysExactly(words));
        }
    }, iter: 2000, threads: 1);

    [Fact]
    public void What_is_added_later_is_said_too()
    {
        var text = Text("one");
        Assert.False(SaysAtLength(text, "two"));

        text.Add("two");

        Assert.True(text.Says("TWO"));
        Assert.False(text.SaysExactly("TWO"));
    }

    [Fact]
    public void A_draft_is_not_said_before_it_is_added()
    {
        var text = Text("one");
        var line = text.Draft("label", "words");

        Assert.Equal("label: words", line.ToString());
        Assert.False(text.Says(line));
        text.Add(line);
        Assert.True(text.Says("label: words"));
    }

    [Fact]
    public void No_other_character_stands_for_one_of_ASCII()
    {
        string ascii = new([.. Enumerable.Range('0', 'z' - '0' + 1).Select(each => (char)each)]);
        for (var c = '\u0080'; c < char.MaxValue; c++)
            Assert.False(ascii.Contains(c, StringComparison.OrdinalIgnoreCase), $"U+{(int)c:X4}");
    }

    private static SaidText Text(params string[] lines)
    {
        var text = new SaidText();
        foreach (var line in lines)
            text.Add(line);
        return text;
    }

    // The first questions are answered otherwise than the later ones.
    private static bool SaysAtLength(SaidText text, string words) => Enumerable.Range(0, 20).Select(_ => text.Says(words)).Distinct().Single();

    private static bool IsSaid(IEnumerable<string> lines, string words, StringComparison comparison)
    {
        var text = string.Concat(lines.Select(line => line + "\n"));
        var first = words.TakeWhile(char.IsLetterOrDigit).Count();
        return Enumerable.Range(0, text.Length).Any(at => string.Compare(text, at, words, 0, words.Length, comparison) == 0 && at + words.Length <= text.Length
            && (first == 0 || (IsEdge(text, at - 1) && IsEdge(text, at + first))));
    }

    private static bool IsEdge(string text, int at) => at < 0 || !char.IsLetterOrDigit(text[at]);
}
