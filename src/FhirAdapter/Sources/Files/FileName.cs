using System.Globalization;
using System.Text;

namespace FhirAdapter.Sources.Files;

/// <summary>Makes names for finished files.</summary>
internal static class FileName
{
    // File systems allow 255 bytes; this leaves room for ".12345", ".report.json" and ".tmp".
    private const int MaxBytes = 220;

    /// <summary>Gives <c>name.1.ext</c> for <c>name.ext</c>.</summary>
    public static string Numbered(string name, int number)
    {
        var ending = Path.GetExtension(name);
        return string.Create(CultureInfo.InvariantCulture, $"{name[..^ending.Length]}.{number}{ending}");
    }

    /// <summary>Cuts a name that is too long to be given more endings, keeping its own.</summary>
    public static string Shortened(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxBytes)
            return name;
        var ending = Path.GetExtension(name);
        var room = Math.Max(MaxBytes - Encoding.UTF8.GetByteCount(ending), 1);
        var stem = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
                break;
            stem.Append(rune);
        }

        return stem + ending;
    }
}
