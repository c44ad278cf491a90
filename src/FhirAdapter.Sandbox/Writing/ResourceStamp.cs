using System.Text.Json;
using System.Text.RegularExpressions;
using FhirAdapter.Sandbox.Rest;
using FhirAdapter.Sandbox.Store;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Writing;

/// <summary>
/// Writes a resource as it is stored: the JSON as sent, with id, versionId and lastUpdated set and references replaced.
/// Numbers are copied digit for digit, so that 61.50 stays 61.50.
/// </summary>
internal static partial class ResourceStamp
{
    // R4 http.html 3.1.0.11.2: references, uri-like values and links in the narrative are replaced; canonicals and identifiers are not.
    private static readonly HashSet<string> Replaceable = ["reference", "url", "valueUri", "valueUrl", "valueUuid", "valueOid"];

    public static byte[] Write(JsonElement root, ResourceVersion version, Func<string, string?> replacement) => JsonBytes.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("resourceType", version.Key.Type);
        writer.WriteString("id", version.Key.Id);
        WriteMeta(writer, root, version);
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name is "resourceType" or "id" or "meta") continue;
            writer.WritePropertyName(property.Name);
            Copy(writer, property.Value, property.Name, replacement);
        }

        writer.WriteEndObject();
    });

    private static void WriteMeta(Utf8JsonWriter writer, JsonElement root, ResourceVersion version)
    {
        writer.WriteStartObject("meta");
        writer.WriteNumberAsText("versionId", version.VersionId);
        writer.WriteString("lastUpdated", FhirTime.Text(version.LastUpdated));
        if (root.TryGetProperty("meta", out var sent))
        {
            foreach (var property in sent.EnumerateObject().Where(one => one.Name.TrimStart('_') is not ("versionId" or "lastUpdated"))) property.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void WriteNumberAsText(this Utf8JsonWriter writer, string name, int number) =>
        writer.WriteString(name, number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static void Copy(Utf8JsonWriter writer, JsonElement value, string name, Func<string, string?> replacement)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Copy(writer, property.Value, property.Name, replacement);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Copy(writer, item, name, replacement);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String when Replaceable.Contains(name):
                var text = value.GetString()!;
                writer.WriteStringValue(replacement(text) ?? text);
                break;
            case JsonValueKind.String when name == "div":
                writer.WriteStringValue(NarrativeLink().Replace(value.GetString()!, link => replacement(link.Value) ?? link.Value));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    [GeneratedRegex(@"(?<=\b(?:href|src)=[""'])urn:uuid:[0-9a-fA-F-]{36}(?=[""'])")]
    private static partial Regex NarrativeLink();
}
