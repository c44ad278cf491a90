namespace FhirAdapter.Benchmarks.NullSink;

/// <summary>What the sink took, and what that cost the sink, which shares the machine with the sender.</summary>
/// <param name="Requests">How many write requests.</param>
/// <param name="Entries">How many resources were in them.</param>
/// <param name="CpuSeconds">User and system time of the sink's process, its start included.</param>
/// <param name="FirstAt">When the first request of any kind came; nothing where none did.</param>
internal sealed record SinkCount(long Requests, long Entries, double CpuSeconds, DateTimeOffset? FirstAt);
