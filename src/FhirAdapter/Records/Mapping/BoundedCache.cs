using System.Collections.Concurrent;

namespace FhirAdapter.Records.Mapping;

/// <summary>Keeps what was made for the first so many keys; for any further one it is made anew each time. Safe for many threads.</summary>
/// <param name="most">How many keys are kept at most.</param>
internal sealed class BoundedCache<TKey, TValue>(int most)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> _values = new();
    private int _count;

    /// <summary>What was kept for the key, else what is made now.</summary>
    /// <param name="key">The key.</param>
    /// <param name="state">What making needs besides; the same for the same key.</param>
    /// <param name="make">Makes the value; may run more than once for one key.</param>
    public TValue Get<TState>(TKey key, TState state, Func<TKey, TState, TValue> make)
    {
        if (_values.TryGetValue(key, out var value))
            return value;
        value = make(key, state);
        // Counted here: the dictionary would lock all of itself for it.
        if (Volatile.Read(ref _count) < most && _values.TryAdd(key, value))
            Interlocked.Increment(ref _count);
        return value;
    }
}
