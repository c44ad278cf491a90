using System.Runtime.CompilerServices;

namespace FhirAdapter.Records.Reading.Files;

/// <summary>Reads one record from each line. A bad line never stops the next one.</summary>
internal sealed class JsonLinesReader(RecordReadingOptions options)
{
    public async IAsyncEnumerable<ReadRecord> ReadAsync(
        ByteWindow window, long line, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var end = window.Unread.Span[searched..].IndexOf((byte)'\n');
            if (end >= 0)
            {
                if (Read(window.Unread[..(searched + end)], line) is { } record)
                    yield return record;
                window.Consume(searched + end + 1);
                searched = 0;
                line++;
                continue;
            }

            searched = window.Length;
            if (searched > options.MaxRecordBytes)
            {
                yield return TooLong(line++);
                searched = 0;
                if (!await SkipLineAsync(window, cancellationToken).ConfigureAwait(false))
                    yield break;
            }
            else if (!await window.FillAsync(cancellationToken).ConfigureAwait(false))
            {
                break;
            }
        }

        if (Read(window.Unread, line) is { } last)
            yield return last;
    }

    private static async ValueTask<bool> SkipLineAsync(ByteWindow window, CancellationToken cancellationToken)
    {
        do
        {
            var end = window.Unread.Span.IndexOf((byte)'\n');
            window.Consume(end < 0 ? window.Length : end + 1);
            if (end >= 0)
                return true;
        }
        while (await window.FillAsync(cancellationToken).ConfigureAwait(false));
        return false;
    }

    private ReadRecord? Read(ReadOnlyMemory<byte> text, long line)
    {
        text = text.Trim(" \t\r"u8);
        return text.IsEmpty ? null : RecordJson.Read(text, line, options);
    }

    private ReadRecord.Bad TooLong(long line) => new([FileFaults.TooLong(line, options)]);
}
