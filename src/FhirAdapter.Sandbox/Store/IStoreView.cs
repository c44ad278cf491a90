using System.Collections.Immutable;

namespace FhirAdapter.Sandbox.Store;

/// <summary>What can be asked of the store, inside a transaction (its own writes are seen) or outside.</summary>
internal interface IStoreView
{
    /// <summary>The newest version, which may be a deletion; null when the id was never used.</summary>
    ResourceVersion? Newest(ResourceKey key);

    /// <summary>Live resources of a type, in order of creation.</summary>
    ImmutableSortedSet<Slot> Live(string type);

    /// <summary>Live resources found by an index key, in order of creation.</summary>
    ImmutableSortedSet<Slot> Found(IndexKey key);
}
