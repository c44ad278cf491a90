using System.Buffers;

namespace FhirAdapter.Records.Reading.Files;

/// <summary>The part of a stream that is being looked at, in one pooled buffer that grows only as far as its user lets it.</summary>
internal sealed class ByteWindow(Stream stream) : IDisposable
{
    /// <summary>How much is read at a time, in bytes.</summary>
    public const int ReadSize = 64 * 1024;

    // What a record left in the buffer is patient data, so it is cleared before others rent it.
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(ReadSize * 2);
    private int _begin;
    private int _end;

    /// <summary>What was read and not yet consumed.</summary>
    public ReadOnlyMemory<byte> Unread => _buffer.AsMemory(_begin, _end - _begin);

    public int Length => _end - _begin;

    public void Consume(int bytes) => _begin += bytes;

    /// <summary>Reads more behind what is there.</summary>
    /// <returns>Whether there was more.</returns>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = [];
    }

    private void MakeRoom()
    {
        if (_buffer.Length - _end >= ReadSize)
            return;
        var target = _buffer.Length - Length >= ReadSize ? _buffer : ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Unread.Span.CopyTo(target);
        (_begin, _end) = (0, Length);
        if (target == _buffer)
            return;
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = target;
    }
}
