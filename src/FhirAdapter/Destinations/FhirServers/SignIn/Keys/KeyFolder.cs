using System.Security.Cryptography;
using System.Text.Json;

namespace FhirAdapter.Destinations.FhirServers.SignIn.Keys;

/// <summary>Reads a folder of keys: for each, <c>ID.json</c> with its public part and dates, and <c>ID.pem</c> with its private part.</summary>
internal sealed class KeyFolder(string path)
{
    public const string PublicEnding = ".json";
    public const string PrivateEnding = ".pem";

    /// <summary>The key set that is written beside the keys.</summary>
    public const string KeySetName = "jwks.json";

    /// <summary>What is wrong with the folder or a file in it, and how it is mended; nothing where it can be used.</summary>
    public string? Wrong()
    {
        try
        {
            if (!Directory.Exists(path))
                return $"names {path}, which is not there; run: fhir-adapter keys new --folder {path}";
            if (SecretFile.IsOpenToOthers(path))
                return $"names {path}, which others than its owner can look into; run: chmod 700 {path}";
            var open = Directory.EnumerateFiles(path, "*" + PrivateEnding).FirstOrDefault(SecretFile.IsOpenToOthers);
            return open is null ? null : $"holds {open}, which others than its owner can read or change; run: chmod 600 {open}";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"names {path}, which cannot be read; give the account that runs the adapter access to it";
        }
    }

    /// <summary>All keys, the oldest first; files that are none are passed over.</summary>
    public IReadOnlyList<ClientKey> Read() => [.. Files().Select(each => each.Key).OrderBy(each => each.Created).ThenBy(each => each.Id, StringComparer.Ordinal)];

    /// <summary>The public parts of the keys that are not retired, each a JSON Web Key.</summary>
    public IEnumerable<JsonElement> PublicParts() => Files().Where(each => each.Key.Retired is null).OrderBy(each => each.Key.Created).Select(each => each.PublicPart);

    /// <summary>Opens the private part; nothing where that cannot be read.</summary>
    public SigningKey? Open(ClientKey key)
    {
        try
        {
            return SigningKey.FromPem(key.Id, key.Algorithm, File.ReadAllText(Path.Combine(path, key.Id + PrivateEnding)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private List<(ClientKey Key, JsonElement PublicPart)> Files()
    {
        var found = new List<(ClientKey, JsonElement)>();
        if (!Directory.Exists(path))
            return found;
        foreach (var file in Directory.EnumerateFiles(path, "*" + PublicEnding))
        {
            if (Path.GetFileName(file) != KeySetName && KeyFile.Read(file) is { } read)
                found.Add(read);
        }
        return found;
    }
}
