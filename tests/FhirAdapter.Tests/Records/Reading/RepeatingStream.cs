namespace FhirAdapter.Tests.Records.Reading;

/// <summary>A beginning and then the same bytes over and over, up to a length no test should hold in memory.</summary>
internal sealed class RepeatingStream(byte[] begin, byte[] piece, long length) : Stream
{
    private readonly long _length = begin.Length + (length / piece.Length * piece.Length);
    private long _position;

    public int LargestBuffer { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        LargestBuffer = Math.Max(LargestBuffer, buffer.Length);
        var rest = _position < begin.Length ? begin.AsMemory((int)_position) : piece.AsMemory((int)((_position - begin.Length) % piece.Length));
        var count = (int)Math.Min(Math.Min(buffer.Length, rest.Length), _length - _position);
        rest[..count].CopyTo(buffer);
        _position += count;
        return ValueTask.FromResult(count);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
