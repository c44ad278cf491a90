using System.Text;
using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>The names of fields that the contract does not know, made fit to be printed.</summary>
internal static class FieldName
{
    private const int MostCharacters = 40;

    /// <summary>The name the reader stands on where it looks like a field's name; it could be anything, so what does not is not printed.</summary>
    public static string ForPerson(ref Utf8JsonReader reader) =>
        reader.ValueSpan.Length <= MostCharacters && Looks(Encoding.UTF8.GetString(reader.ValueSpan)) is { } name ? name : "?";

    /// <summary>The name where it looks like a field's name.</summary>
    public static string? Looks(string name) =>
        name.Length is > 0 and <= MostCharacters && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            ? name
            : null;

    /// <summary>The known name that was probably meant.</summary>
    public static string Suggest(string name, IEnumerable<Field> fields)
    {
        var nearest = fields.Select(f => (f.Name, Distance: Distance(name, f.Name))).OrderBy(f => f.Distance).FirstOrDefault();
        return nearest.Name is not null && nearest.Distance <= 2 && nearest.Distance * 2 < name.Length ? $" (did you mean {nearest.Name}?)" : "";
    }

    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var same = char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]);
                (row[j], diagonal) = (Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)), row[j]);
            }
        }

        return row[to.Length];
    }
}
