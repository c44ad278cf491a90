using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.Reading.Files;

/// <summary>Turns a row into the JSON of its record, so that one reader with one set of rules serves both.</summary>
internal static partial class CsvRow
{
    public static ReadOnlyMemory<byte> ToJson(CsvNode root, string[] cells)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Write(writer, root, cells);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>The path of a list in which an entry is empty and a later one is not.</summary>
    public static string? FindGap(CsvNode node, string[] cells, string path = "")
    {
        var emptySeen = false;
        foreach (var (number, item) in node.Items)
        {
            var any = item.HasAny(cells);
            if (any && (emptySeen || !node.Items.ContainsKey(number == 1 ? 1 : number - 1)))
                return path;
            emptySeen |= !any;
        }

        return node.Fields.Select(f => FindGap(f.Value, cells, Join(path, f.Key)))
            .Concat(node.Items.Select(i => FindGap(i.Value, cells, FormattableString.Invariant($"{path}.{i.Key}"))))
            .FirstOrDefault(gap => gap is not null);
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : path + "." + name;

    private static void Write(Utf8JsonWriter writer, CsvNode node, string[] cells)
    {
        switch (node.Shape)
        {
            case JsonShape.Object:
                writer.WriteStartObject();
                foreach (var (name, field) in node.Fields.Where(f => f.Value.HasAny(cells)))
                {
                    writer.WritePropertyName(name);
                    Write(writer, field, cells);
                }

                writer.WriteEndObject();
                break;
            case JsonShape.List:
                writer.WriteStartArray();
                foreach (var item in node.Items.Values.Where(i => i.HasAny(cells)))
                    Write(writer, item, cells);
                writer.WriteEndArray();
                break;
            default:
                WriteCell(writer, node.Shape, cells[node.Column]);
                break;
        }
    }

    // What is not written as its type asks stays text, and is then told as the wrong type.
    private static void WriteCell(Utf8JsonWriter writer, JsonShape shape, string cell)
    {
        if (shape == JsonShape.Number && JsonNumber().IsMatch(cell))
            writer.WriteRawValue(cell);
        else if (shape == JsonShape.Boolean && bool.TryParse(cell, out var flag))
            writer.WriteBooleanValue(flag);
        else
            writer.WriteStringValue(cell);
    }

    [GeneratedRegex(@"^-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex JsonNumber();
}
