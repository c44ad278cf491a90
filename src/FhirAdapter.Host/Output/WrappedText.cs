namespace FhirAdapter.Host.Output;

/// <summary>Words on lines that fit on a page; a word is never broken.</summary>
internal static class WrappedText
{
    /// <summary>The most characters of a line.</summary>
    public const int Width = 120;

    /// <summary>Writes a text of one or several lines.</summary>
    /// <param name="text">The text.</param>
    /// <param name="first">What the first line begins with.</param>
    /// <param name="others">What all others begin with.</param>
    public static void Write(string text, string first, string others)
    {
        foreach (var line in Lines(text, first, others))
            Console.Out.WriteLine(line);
    }

    private static IEnumerable<string> Lines(string text, string first, string others)
    {
        var begin = first;
        foreach (var part in text.Split('\n'))
        {
            var line = begin;
            foreach (var word in part.Split(' '))
            {
                if (line.Length > begin.Length && line.Length + 1 + word.Length > Width)
                {
                    yield return line;
                    line = begin = others;
                }

                line += line.Length == begin.Length ? word : " " + word;
            }

            yield return line;
            begin = others;
        }
    }
}
