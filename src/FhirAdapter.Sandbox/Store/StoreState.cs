using System.Collections.Immutable;

namespace FhirAdapter.Sandbox.Store;

/// <summary>Everything the server holds at one moment. Immutable: a reader keeps it as long as it likes and holds nobody up.</summary>
internal sealed record StoreState : IStoreView
{
    public static readonly StoreState Empty = new();

    public ImmutableDictionary<ResourceKey, ResourceVersion> Resources { get; init; } = ImmutableDictionary<ResourceKey, ResourceVersion>.Empty;

    public ImmutableDictionary<string, ImmutableSortedSet<Slot>> LiveByType { get; init; } = ImmutableDictionary<string, ImmutableSortedSet<Slot>>.Empty;

    public ImmutableDictionary<IndexKey, ImmutableSortedSet<Slot>> Index { get; init; } = ImmutableDictionary<IndexKey, ImmutableSortedSet<Slot>>.Empty;

    /// <summary>Every version ever written, oldest first; <see cref="ResourceVersion.LastUpdated"/> never goes down in it.</summary>
    public ImmutableList<ResourceVersion> Log { get; init; } = [];

    public long NextOrdinal { get; init; }

    public int LiveCount { get; init; }

    public ResourceVersion? Newest(ResourceKey key) => Resources.GetValueOrDefault(key);

    public ImmutableSortedSet<Slot> Live(string type) => LiveByType.GetValueOrDefault(type, []);

    public ImmutableSortedSet<Slot> Found(IndexKey key) => Index.GetValueOrDefault(key, []);
}
