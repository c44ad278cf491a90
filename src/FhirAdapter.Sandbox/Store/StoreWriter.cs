using System.Collections.Immutable;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Store;

/// <summary>
/// The writes of one transaction on top of a state. Nothing of them is seen outside before <see cref="ResourceStore"/> publishes
/// <see cref="ToState"/>; to roll back is to forget the writer. A resource is written in two steps, because references can be
/// settled only when all identities are known: <see cref="Put"/> gives it its identity, <see cref="Complete"/> its content.
/// </summary>
internal sealed class StoreWriter : IStoreView
{
    private readonly ImmutableDictionary<ResourceKey, ResourceVersion>.Builder _resources;
    private readonly ImmutableDictionary<string, ImmutableSortedSet<Slot>>.Builder _live;
    private readonly ImmutableDictionary<IndexKey, ImmutableSortedSet<Slot>>.Builder _index;
    private readonly ImmutableList<ResourceVersion>.Builder _log;
    private readonly DateTimeOffset _now;
    private long _nextOrdinal;

    public StoreWriter(StoreState state, DateTimeOffset now)
    {
        _resources = state.Resources.ToBuilder();
        _live = state.LiveByType.ToBuilder();
        _index = state.Index.ToBuilder();
        _log = state.Log.ToBuilder();
        _nextOrdinal = state.NextOrdinal;
        LiveCount = state.LiveCount;
        // A clock set back must not put a version before its predecessor: pollers ask by time.
        var floor = state.Log.IsEmpty ? now : state.Log[^1].LastUpdated;
        _now = now < floor ? floor : now;
    }

    public int LiveCount { get; private set; }

    public ResourceVersion? Newest(ResourceKey key) => _resources.GetValueOrDefault(key);

    public ImmutableSortedSet<Slot> Live(string type) => _live.GetValueOrDefault(type, []);

    public ImmutableSortedSet<Slot> Found(IndexKey key) => _index.GetValueOrDefault(key, []);

    public ResourceVersion Put(ResourceKey key, string verb, ParsedResource content)
    {
        var version = Append(key, verb, content.Identifiers);
        AddKeys(version, IndexKey.Of(content));
        return version;
    }

    public void Complete(ResourceVersion version, byte[] json, IEnumerable<IndexKey> references)
    {
        version.Json = json;
        AddKeys(version, references);
    }

    public ResourceVersion Delete(ResourceKey key) => Append(key, "DELETE", []);

    public StoreState ToState() => new()
    {
        Resources = _resources.ToImmutable(),
        LiveByType = _live.ToImmutable(),
        Index = _index.ToImmutable(),
        Log = _log.ToImmutable(),
        NextOrdinal = _nextOrdinal,
        LiveCount = LiveCount,
    };

    private ResourceVersion Append(ResourceKey key, string verb, IReadOnlyList<FoundIdentifier> identifiers)
    {
        var previous = Newest(key);
        if (previous is { Deleted: false }) Withdraw(previous);
        var version = new ResourceVersion
        {
            Key = key,
            Slot = previous?.Slot ?? new Slot(_nextOrdinal++, key.Id),
            Sequence = _log.Count,
            VersionId = (previous?.VersionId ?? 0) + 1,
            LastUpdated = _now,
            Verb = verb,
            Identifiers = identifiers,
            Previous = previous,
        };
        _resources[key] = version;
        _log.Add(version);
        if (!version.Deleted)
        {
            _live[key.Type] = Live(key.Type).Add(version.Slot);
            LiveCount++;
        }

        return version;
    }

    private void Withdraw(ResourceVersion version)
    {
        _live[version.Key.Type] = Live(version.Key.Type).Remove(version.Slot);
        LiveCount--;
        foreach (var key in version.Keys)
        {
            var rest = Found(key).Remove(version.Slot);
            if (rest.IsEmpty) _index.Remove(key);
            else _index[key] = rest;
        }
    }

    private void AddKeys(ResourceVersion version, IEnumerable<IndexKey> keys)
    {
        ImmutableArray<IndexKey> added = [.. keys];
        foreach (var key in added) _index[key] = Found(key).Add(version.Slot);
        version.Keys = version.Keys.AddRange(added);
    }
}
