using System.Runtime.CompilerServices;
using FhirAdapter.Records.Reading.Files;

namespace FhirAdapter.Records.Reading;

/// <summary>
/// Reads a file of records in JSON, NDJSON or CSV, told apart by content and name. Good records around bad ones are kept;
/// however large the file, only one record is held at a time.
/// </summary>
internal sealed class RecordFileReader(RecordReadingOptions options)
{
    /// <summary>Reads the records in order. It never throws for what is in the file, only for what the stream throws.</summary>
    /// <param name="stream">The file, from its beginning; it is left open.</param>
    /// <param name="fileName">The name, for its extension.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<ReadRecord> ReadAsync(
        Stream stream, string fileName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var window = new ByteWindow(stream);
        while (window.Length < ByteWindow.ReadSize && await window.FillAsync(cancellationToken).ConfigureAwait(false))
        {
        }

        if (window.Unread.Span.StartsWith<byte>([0xef, 0xbb, 0xbf]))
            window.Consume(3);
        var line = 1 + await SkipBlankAsync(window, cancellationToken).ConfigureAwait(false);
        if ((window.Length == 0 ? FileFaults.Empty : FileFormDetection.Refuse(window.Unread.Span)) is { } fault)
        {
            yield return new ReadRecord.Bad([fault]);
            yield break;
        }

        await foreach (var record in Records(window, fileName, line, cancellationToken).ConfigureAwait(false))
            yield return record;
    }

    private static async ValueTask<long> SkipBlankAsync(ByteWindow window, CancellationToken cancellationToken)
    {
        var lines = 0L;
        do
        {
            var text = window.Unread.Span;
            var length = text.IndexOfAnyExcept(" \t\r\n"u8);
            length = length < 0 ? text.Length : length;
            lines += text[..length].Count((byte)'\n');
            window.Consume(length);
        }
        while (window.Length == 0 && await window.FillAsync(cancellationToken).ConfigureAwait(false));
        return lines;
    }

    private IAsyncEnumerable<ReadRecord> Records(ByteWindow window, string fileName, long line, CancellationToken cancellationToken) =>
        FileFormDetection.Detect(fileName, window.Unread.Span) switch
        {
            FileForm.JsonLines => new JsonLinesReader(options).ReadAsync(window, line, cancellationToken),
            FileForm.Csv => new CsvRecordReader(options).ReadAsync(window, line, cancellationToken),
            var form => new JsonObjectsReader(options).ReadAsync(window, form, line, cancellationToken),
        };
}
