using System.Text.Json;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.Identity;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>Reads a returned resource's type, id and version and passes over the rest.</summary>
internal static class ResourceHead
{
    /// <summary>Reads a whole body.</summary>
    public static RemoteId? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            var remote = Read(ref reader);
            return reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? remote : null;
        }
        catch (Exception fault) when (JsonFault.Is(fault))
        {
            return null;
        }
    }

    /// <summary>Reads the value that comes next in the reader.</summary>
    public static RemoteId? Read(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }
        string? type = null, id = null, version = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("resourceType"u8))
                type = Text(ref reader);
            else if (reader.ValueTextEquals("id"u8))
                id = Text(ref reader);
            else if (reader.ValueTextEquals("meta"u8))
                version = Version(ref reader);
            else
                Text(ref reader);
        }
        return type is not null && RemoteId.IsId(id) ? new RemoteId(type, id!, RemoteId.VersionOfETag(version)) : null;
    }

    private static string? Version(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }
        string? version = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isVersion = reader.ValueTextEquals("versionId"u8);
            version = Text(ref reader) is { } text && isVersion ? text : version;
        }
        return version;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        reader.Skip();
        return null;
    }
}
