using System.Text.Json;

namespace FhirAdapter.Sandbox.Rest;

/// <summary>What searchset and history Bundles begin with.</summary>
internal static class BundleHead
{
    /// <summary>Opens the Bundle object; the caller writes the entries and closes it. Links are given relative to the base.</summary>
    public static void Write(Utf8JsonWriter writer, string type, int total, Uri baseAddress, string self, string? next)
    {
        writer.WriteStartObject();
        writer.WriteString("resourceType", "Bundle");
        writer.WriteString("type", type);
        writer.WriteNumber("total", total);
        writer.WriteStartArray("link");
        Link(writer, "self", $"{baseAddress.AbsoluteUri}/{self}");
        if (next is not null) Link(writer, "next", $"{baseAddress.AbsoluteUri}/{next}");
        writer.WriteEndArray();
    }

    private static void Link(Utf8JsonWriter writer, string relation, string url)
    {
        writer.WriteStartObject();
        writer.WriteString("relation", relation);
        writer.WriteString("url", url);
        writer.WriteEndObject();
    }
}
