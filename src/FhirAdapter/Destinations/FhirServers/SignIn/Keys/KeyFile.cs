using System.Text.Json;

namespace FhirAdapter.Destinations.FhirServers.SignIn.Keys;

/// <summary>The file of a key's public part: <c>created</c>, <c>retired</c>, and <c>key</c>, a JSON Web Key (RFC 7517).</summary>
internal static class KeyFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>What it says; <see langword="null"/> where it is no such file or is gone.</summary>
    public static (ClientKey Key, JsonElement PublicPart)? Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            var key = root.GetProperty("key");
            return (new ClientKey(
                key.GetProperty("kid").GetString()!,
                Enum.Parse<SigningAlgorithm>(key.GetProperty("alg").GetString()!),
                root.GetProperty("created").GetDateTimeOffset(),
                root.TryGetProperty("retired", out var retired) && retired.ValueKind == JsonValueKind.String ? retired.GetDateTimeOffset() : null), key.Clone());
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException
            or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Writes it whole or not at all.</summary>
    public static void Write(string path, ClientKey key, object publicPart) =>
        WholeFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(new { created = key.Created, retired = key.Retired, key = publicPart }, Indented), isSecret: false);
}
