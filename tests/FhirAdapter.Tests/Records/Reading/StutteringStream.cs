namespace FhirAdapter.Tests.Records.Reading;

/// <summary>A stream that gives few bytes at a time, and of uneven number, as networks and disks do.</summary>
internal sealed class StutteringStream(byte[] content) : MemoryStream(content)
{
    private int _reads;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var most = Length > 100_000 ? 64_000 : 7 + (++_reads * 13 % 61);
        return base.ReadAsync(buffer[..Math.Min(buffer.Length, most)], cancellationToken);
    }
}
