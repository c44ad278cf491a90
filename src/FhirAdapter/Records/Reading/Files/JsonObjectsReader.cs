using System.Runtime.CompilerServices;

namespace FhirAdapter.Records.Reading.Files;

/// <summary>
/// Reads the objects of an array, or objects one after the other, each in a window of its own size. What is not JSON ends the reading:
/// without line breaks to trust, nothing after it can be told apart.
/// </summary>
internal sealed class JsonObjectsReader(RecordReadingOptions options)
{
    public async IAsyncEnumerable<ReadRecord> ReadAsync(
        ByteWindow window, FileForm form, long line, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var between = new BetweenObjects(form == FileForm.JsonArray);
        while (true)
        {
            line += SkipWhiteSpace(window);
            if (window.Length == 0)
            {
                if (await window.FillAsync(cancellationToken).ConfigureAwait(false))
                    continue;
                if (between.MissingAtEnd is { } missing)
                    yield return FileFaults.Ending(line, FaultCode.Malformed, missing);
                yield break;
            }

            var mark = window.Unread.Span[0];
            if (!between.Allows(mark))
            {
                yield return FileFaults.Ending(line, FaultCode.Malformed, between.Expected);
                yield break;
            }

            between.Take(mark);
            if (mark != '{')
            {
                window.Consume(1);
                continue;
            }

            var extent = await FindAsync(window, cancellationToken).ConfigureAwait(false);
            var record = Read(window, extent, line);
            if (FileFaults.AsEnding(record) is { } last)
            {
                yield return last;
                yield break;
            }

            yield return record;
            line += extent.Lines + window.Unread.Span[..extent.Length].Count((byte)'\n');
            window.Consume(extent.Length);
        }
    }

    private ReadRecord Read(ByteWindow window, (int Length, bool Ends, bool TooLong, long Lines) extent, long line) => extent switch
    {
        { Ends: false } => new ReadRecord.Bad([new RecordFault(line, "", FaultCode.Malformed, "a record that ends before the file does")]),
        { TooLong: true } => new ReadRecord.Bad([FileFaults.TooLong(line, options)]),
        _ => RecordJson.Read(window.Unread[..extent.Length], line, options),
    };

    // Of an object that is too long nothing is kept but where it ends and how many lines it had.
    private async ValueTask<(int Length, bool Ends, bool TooLong, long Lines)> FindAsync(ByteWindow window, CancellationToken cancellationToken)
    {
        var (extent, searched, tooLong, lines) = (new ObjectExtent(), 0, false, 0L);
        while (true)
        {
            var end = extent.Find(window.Unread.Span[searched..]);
            if (end >= 0)
                return (searched + end, true, tooLong, lines);
            searched = window.Length;
            if (tooLong || searched > options.MaxRecordBytes)
            {
                tooLong = true;
                lines += window.Unread.Span.Count((byte)'\n');
                window.Consume(searched);
                searched = 0;
            }

            if (!await window.FillAsync(cancellationToken).ConfigureAwait(false))
                return (searched, false, tooLong, lines);
        }
    }

    private static long SkipWhiteSpace(ByteWindow window)
    {
        var text = window.Unread.Span;
        var length = text.IndexOfAnyExcept(" \t\r\n"u8);
        length = length < 0 ? text.Length : length;
        var lines = text[..length].Count((byte)'\n');
        window.Consume(length);
        return lines;
    }
}
