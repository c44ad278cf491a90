using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FhirAdapter.Tests.Records;

/// <summary>Writes JSON for reading: what fits on a line of 140 characters stands on one.</summary>
internal static class CompactJson
{
    private const int Width = 140;
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(object value)
    {
        var text = new StringBuilder();
        Write(text, JsonSerializer.SerializeToElement(value), 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement element, int indent)
    {
        var line = OneLine(element);
        if (indent + line.Length <= Width || element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            text.Append(line);
            return;
        }

        var isObject = element.ValueKind == JsonValueKind.Object;
        var parts = isObject
            ? element.EnumerateObject().Select(p => (Name: JsonSerializer.Serialize(p.Name) + ": ", p.Value))
            : element.EnumerateArray().Select(v => (Name: "", Value: v));
        text.Append(isObject ? '{' : '[');
        var separator = "";
        foreach (var (name, value) in parts)
        {
            text.Append(separator).Append('\n').Append(' ', indent + 2).Append(name);
            Write(text, value, indent + 2);
            separator = ",";
        }

        text.Append('\n').Append(' ', indent).Append(isObject ? '}' : ']');
    }

    private static string OneLine(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(", ", element.EnumerateObject().Select(p => $"{JsonSerializer.Serialize(p.Name)}: {OneLine(p.Value)}")) + "}",
        JsonValueKind.Array => "[" + string.Join(", ", element.EnumerateArray().Select(OneLine)) + "]",
        JsonValueKind.String => JsonSerializer.Serialize(element.GetString(), Relaxed),
        _ => element.GetRawText(),
    };
}
