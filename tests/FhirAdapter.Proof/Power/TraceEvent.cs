namespace FhirAdapter.Proof.Power;

/// <summary>One thing that the traced process did to its ledger's files, or said.</summary>
internal abstract record TraceEvent
{
    private TraceEvent()
    {
    }

    public sealed record Write(string Path, long Offset, byte[] Data) : TraceEvent;

    public sealed record Truncate(string Path, long Size) : TraceEvent;

    public sealed record Sync(string Path) : TraceEvent;

    public sealed record Create(string Path) : TraceEvent;

    public sealed record Remove(string Path) : TraceEvent;

    public sealed record Said(string Line) : TraceEvent;
}
