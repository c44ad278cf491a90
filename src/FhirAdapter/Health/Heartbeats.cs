using System.Collections.Concurrent;

namespace FhirAdapter.Health;

/// <summary>The pulses of all loops that were ever started.</summary>
internal sealed class Heartbeats(TimeProvider time)
{
    private readonly ConcurrentDictionary<(LoopKind, string, int), Pulse> _pulses = [];

    public IEnumerable<Pulse> All => _pulses.Values;

    /// <summary>The pulse of a loop; the same one when it is started again.</summary>
    public Pulse Of(LoopKind kind, string name, int worker = 0) =>
        _pulses.GetOrAdd((kind, name, worker), static (key, clock) => new Pulse(key.Item1, key.Item2, clock), time);
}
