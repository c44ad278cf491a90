namespace FhirAdapter.Destinations.FhirServers.Capability;

/// <summary>What is known beforehand of how a server treats one resource type, whatever its CapabilityStatement says.</summary>
internal sealed record TypeManners
{
    /// <summary>A server that does as R4 says.</summary>
    public static readonly TypeManners Plain = new();

    /// <summary>Whether it keeps the identifiers that it is sent and finds resources by them.</summary>
    public bool KeepsIdentifier { get; init; } = true;

    /// <summary>Whether a resource that is there may be updated.</summary>
    public bool Updates { get; init; } = true;

    /// <summary>The elements that it does not keep as they are sent, such as <c>Procedure.bodySite</c>.</summary>
    public IReadOnlyCollection<string> NotKept { get; init; } = [];

    /// <summary>The parameters by which resources of one patient may be searched; those of the CapabilityStatement where it says nothing.</summary>
    public IReadOnlySet<string>? SearchBy { get; init; }
}
