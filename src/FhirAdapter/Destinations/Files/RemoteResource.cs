using System.Text.Json;

namespace FhirAdapter.Destinations.Files;

/// <summary>A resource that was written for a record, as the ledger keeps it for the next delivery.</summary>
/// <param name="Type">Its resource type.</param>
/// <param name="System">The namespace of its business identifier.</param>
/// <param name="Value">The value of its business identifier.</param>
/// <param name="Id">The id it was written under.</param>
/// <param name="Hash">SHA-256 of the line that was written, in hexadecimal.</param>
internal sealed record RemoteResource(string Type, string? System, string? Value, string Id, string Hash)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What names the resource, whatever it holds.</summary>
    public (string Type, string? System, string? Value) Name => (Type, System, Value);

    /// <summary>Prints nothing of the identifier.</summary>
    public override string ToString() => $"{Type}/{Id}";

    public static ReadOnlyMemory<byte> Write(IReadOnlyList<RemoteResource> resources) => JsonSerializer.SerializeToUtf8Bytes(resources, Json);

    /// <summary>Reads what was noted; what another kind of destination of the same name noted counts as nothing, and all is written again.</summary>
    public static IReadOnlyList<RemoteResource> Read(ReadOnlyMemory<byte> remote)
    {
        if (remote.IsEmpty)
            return [];
        try
        {
            var resources = JsonSerializer.Deserialize<List<RemoteResource>>(remote.Span, Json);
            return resources is not null && resources.All(resource => resource is { Type: not null, Id: not null, Hash: not null }) ? resources : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
