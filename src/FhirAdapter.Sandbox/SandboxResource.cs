namespace FhirAdapter.Sandbox;

/// <summary>One current resource in a sandbox, as a read would return it.</summary>
/// <param name="Type">The resource type, for example <c>Observation</c>.</param>
/// <param name="Id">The logical id.</param>
/// <param name="VersionId">The version, counted from 1.</param>
/// <param name="LastUpdated">When this version was written, to the millisecond.</param>
/// <param name="Json">The resource as UTF-8 JSON; numbers are digit for digit as they were sent.</param>
public sealed record SandboxResource(string Type, string Id, int VersionId, DateTimeOffset LastUpdated, ReadOnlyMemory<byte> Json)
{
    /// <summary>Type, id and version only: content does not belong in a log.</summary>
    public override string ToString() => $"{Type}/{Id}/_history/{VersionId}";
}
