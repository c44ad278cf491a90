using System.Collections.Immutable;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Store;

/// <summary>
/// One version of one resource, or the mark of its deletion. Immutable once its transaction has been published; until then only
/// <see cref="StoreWriter"/> sees it and sets <see cref="Json"/> when all identities of the transaction are known.
/// </summary>
internal sealed class ResourceVersion
{
    public required ResourceKey Key { get; init; }

    public required Slot Slot { get; init; }

    /// <summary>The place in the store's log of all versions, from 0.</summary>
    public required int Sequence { get; init; }

    public required int VersionId { get; init; }

    public required DateTimeOffset LastUpdated { get; init; }

    /// <summary>The verb that made it, as history reports it: POST, PUT or DELETE.</summary>
    public required string Verb { get; init; }

    public required IReadOnlyList<FoundIdentifier> Identifiers { get; init; }

    /// <summary>The version before, or null for the first.</summary>
    public required ResourceVersion? Previous { get; init; }

    public byte[] Json { get; internal set; } = [];

    public ImmutableArray<IndexKey> Keys { get; internal set; } = [];

    public bool Deleted => Verb == "DELETE";

    public string ETag => $"W/\"{VersionId}\"";

    public string Location => $"{Key}/_history/{VersionId}";
}
