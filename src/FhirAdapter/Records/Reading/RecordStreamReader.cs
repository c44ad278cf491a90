using System.Runtime.CompilerServices;
using FhirAdapter.Records.Reading.Files;

namespace FhirAdapter.Records.Reading;

/// <summary>Reads pushed records whose layout is known: one JSON object, or one a line.</summary>
internal sealed class RecordStreamReader(RecordReadingOptions options)
{
    /// <summary>Reads one record on each line, in order.</summary>
    public IAsyncEnumerable<ReadRecord> ReadLinesAsync(Stream stream, CancellationToken cancellationToken) =>
        new RecordFileReader(options).ReadAsync(stream, ".ndjson", cancellationToken);

    /// <summary>Reads the one record there is. Of one that is too long no more is read than shows it.</summary>
    public async IAsyncEnumerable<ReadRecord> ReadOneAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var window = new ByteWindow(stream);
        while (window.Length <= options.MaxRecordBytes && await window.FillAsync(cancellationToken).ConfigureAwait(false))
        {
        }

        var first = window.Unread.Span.TrimStart(" \t\r\n"u8);
        if (window.Length <= options.MaxRecordBytes && (first.IsEmpty ? FileFaults.Empty : FileFormDetection.Refuse(first)) is { } fault)
            yield return new ReadRecord.Bad([fault]);
        else
            yield return RecordJson.Read(window.Unread, 1, options);
    }
}
