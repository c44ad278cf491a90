namespace FhirAdapter.Destinations.FhirServers.Identity;

/// <summary>Remembers ids of resources that are not ours, and for a short while that there are none. Bounded; safe for several callers.</summary>
internal sealed class ReferenceCache(int size, TimeSpan life, TimeProvider time)
{
    private static readonly TimeSpan NegativeLife = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<ResourceIdentity, LinkedListNode<Item>> items = [];
    private readonly LinkedList<Item> byUse = new();

    /// <summary>What is remembered; <see langword="null"/> where nothing is.</summary>
    public SearchAnswer? Find(ResourceIdentity identity)
    {
        lock (gate)
        {
            if (!items.TryGetValue(identity, out var node))
                return null;
            byUse.Remove(node);
            if (time.GetUtcNow() >= node.Value.Ends)
            {
                items.Remove(identity);
                return null;
            }
            byUse.AddFirst(node);
            return node.Value.Answer;
        }
    }

    public void Remember(ResourceIdentity identity, SearchAnswer answer)
    {
        if (size == 0)
            return;
        var ends = time.GetUtcNow() + (answer.Matches == 1 || life < NegativeLife ? life : NegativeLife);
        lock (gate)
        {
            if (items.Remove(identity, out var old))
                byUse.Remove(old);
            items[identity] = byUse.AddFirst(new Item(identity, answer, ends));
            if (items.Count > size)
            {
                items.Remove(byUse.Last!.Value.Identity);
                byUse.RemoveLast();
            }
        }
    }

    /// <summary>Forgets an id that turned out to be wrong.</summary>
    public void Forget(ResourceIdentity identity)
    {
        lock (gate)
        {
            if (items.Remove(identity, out var node))
                byUse.Remove(node);
        }
    }

    private readonly record struct Item(ResourceIdentity Identity, SearchAnswer Answer, DateTimeOffset Ends);
}
