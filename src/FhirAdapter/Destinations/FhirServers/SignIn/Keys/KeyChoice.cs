namespace FhirAdapter.Destinations.FhirServers.SignIn.Keys;

/// <summary>Which key signs. A new one waits until servers have had time to fetch its public part; the old one signs on until then.</summary>
internal static class KeyChoice
{
    /// <summary>The newest that has been published for long enough; where there is none, the oldest; nothing where all are retired.</summary>
    public static ClientKey? Signing(IEnumerable<ClientKey> keys, SigningAlgorithm algorithm, DateTimeOffset now, TimeSpan publishTime)
    {
        var usable = keys.Where(each => each.Retired is null && each.Algorithm == algorithm).OrderBy(each => each.Created).ThenBy(each => each.Id, StringComparer.Ordinal).ToList();
        return usable.LastOrDefault(each => each.Created + publishTime <= now) ?? usable.FirstOrDefault();
    }

    public static ClientKeyState StateOf(ClientKey key, IReadOnlyList<ClientKey> keys, DateTimeOffset now, TimeSpan publishTime) =>
        key.Retired is not null ? ClientKeyState.Retired
        : Signing(keys, key.Algorithm, now, publishTime) is { } signing && signing.Id == key.Id ? ClientKeyState.Signing
        : key.Created + publishTime > now ? ClientKeyState.Waiting
        : ClientKeyState.Former;
}
