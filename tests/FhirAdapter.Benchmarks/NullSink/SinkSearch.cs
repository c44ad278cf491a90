using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FhirAdapter.Benchmarks.NullSink;

/// <summary>Searches by identifier: whoever a record names is there exactly once, nothing else is there at all.</summary>
internal static class SinkSearch
{
    public const string ContentType = "application/fhir+json; charset=utf-8";

    private static readonly HashSet<string> Found = new(["Patient", "Practitioner", "Encounter", "Location"], StringComparer.Ordinal);

    /// <summary>Whether resources of a type can be found; those that only senders write cannot, and the sink does not say so.</summary>
    public static bool Finds(string type) => Found.Contains(type);

    /// <summary>The answer to <c>Type?identifier=system|value,system|value</c>.</summary>
    public static ReadOnlyMemory<byte> SearchSet(string type, string? identifiers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        Write(json, type, identifiers);
        json.Flush();
        return buffer.WrittenMemory;
    }

    public static void Write(Utf8JsonWriter json, string type, string? identifiers)
    {
        var matches = Found.Contains(type) ? (identifiers ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries) : [];
        json.WriteStartObject();
        json.WriteString("resourceType", "Bundle");
        json.WriteString("type", "searchset");
        json.WriteNumber("total", matches.Length);
        if (matches.Length > 0)
            WriteMatches(json, type, matches);
        json.WriteEndObject();
    }

    private static void WriteMatches(Utf8JsonWriter json, string type, string[] matches)
    {
        json.WriteStartArray("entry");
        foreach (var match in matches)
        {
            var bar = match.IndexOf('|', StringComparison.Ordinal);
            json.WriteStartObject();
            json.WriteStartObject("resource");
            json.WriteString("resourceType", type);
            json.WriteString("id", IdOf(match));
            json.WriteStartObject("meta");
            json.WriteString("versionId", "1");
            json.WriteEndObject();
            json.WriteStartArray("identifier");
            json.WriteStartObject();
            if (bar > 0)
                json.WriteString("system", match.AsSpan(0, bar));
            json.WriteString("value", match.AsSpan(bar + 1));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartObject("search");
            json.WriteString("mode", "match");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string IdOf(string identifier) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identifier)).AsSpan(0, 12));
}
