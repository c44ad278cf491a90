using System.Text.Json;

namespace FhirAdapter.Benchmarks.NullSink;

/// <summary>What reached the sink, counted by the sink itself, so that a leg cannot claim more than it sent.</summary>
internal sealed class SinkFigures
{
    private long _requests;
    private long _entries;
    private long _firstAt;

    /// <summary>Counts one write request and gives the number of its first entry.</summary>
    public long Took(int entries)
    {
        Interlocked.Increment(ref _requests);
        return Interlocked.Add(ref _entries, entries) - entries + 1;
    }

    /// <summary>Notes that a request came.</summary>
    public void Came()
    {
        if (Volatile.Read(ref _firstAt) == 0)
            Interlocked.CompareExchange(ref _firstAt, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), 0);
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(
        new SinkCount(Interlocked.Read(ref _requests), Interlocked.Read(ref _entries), Environment.CpuUsage.TotalTime.TotalSeconds,
            Interlocked.Read(ref _firstAt) is > 0 and var first ? DateTimeOffset.FromUnixTimeMilliseconds(first) : null),
        JsonSerializerOptions.Web);
}
