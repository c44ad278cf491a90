using System.Text.Json;

namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>What reading a server's JSON may throw: it is none, it is not of the shape that was expected, or a text is half of a character.</summary>
internal static class JsonFault
{
    public static bool Is(Exception fault) => fault is JsonException or InvalidOperationException;

    /// <summary>The text of a string; <see langword="null"/> for anything else, a text that is half of a character among it.</summary>
    public static string? Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // A server that cuts texts may cut one within a character.
            return null;
        }
    }

    /// <summary>The text of a member of an object; <see langword="null"/> where there is none.</summary>
    public static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? Text(value) : null;
}
