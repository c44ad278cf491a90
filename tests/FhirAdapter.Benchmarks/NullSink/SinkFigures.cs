using System.Text.Json;

namespace FhirAdapter.Benchmarks.NullSink;

/// <summary>What reached the sink, counted by the sink itself, so that a leg cannot claim more than it sent.</summary>
internal sealed class SinkFigures
{
    private long _requests;
    private long _entries;

    /// <summary>Counts one write request and gives the number of its first entry.</summary>
    public long Took(int entries)
    {
        Interlocked.Increment(ref _requests);
        return Interlocked.Add(ref _entries, entries) - entries + 1;
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(
        new SinkCount(Interlocked.Read(ref _requests), Interlocked.Read(ref _entries), Environment.CpuUsage.TotalTime.TotalSeconds),
        JsonSerializerOptions.Web);
}
