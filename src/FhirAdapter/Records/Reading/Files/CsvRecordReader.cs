using System.Runtime.CompilerServices;
using System.Text.Unicode;
using CsvHelper;

namespace FhirAdapter.Records.Reading.Files;

/// <summary>Reads one record from each row below a header row.</summary>
internal sealed class CsvRecordReader(RecordReadingOptions options)
{
    // By the line the row begins on: the parser finds them before it hands the rows out.
    private readonly Dictionary<long, CsvMalformedReason> _malformed = [];

    public async IAsyncEnumerable<ReadRecord> ReadAsync(
        ByteWindow window, long line, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var form = Form(Delimiter(window.Unread.Span));
        using var stream = new WindowStream(window);
        using var csv = CsvReader.Create(stream, form, leaveOpen: true);
        CsvColumns? columns = null;
        IReadOnlyList<RecordFault> warnings = [];
        while (true)
        {
            var step = await NextAsync(csv, line, cancellationToken).ConfigureAwait(false);
            if (step.Broken is { } broken)
                yield return broken;
            if (step.Ends)
                yield break;
            if (step.Broken is not null)
                continue;

            var at = line + csv.LineNumber - 1;
            if (columns is null)
            {
                var faults = FaultList.Begin(at);
                columns = CsvColumns.Read(Cells(csv), faults, options.UnknownFields);
                warnings = faults.Warnings;
                if (!faults.Any)
                    continue;
                yield return new ReadRecord.Bad([.. faults.Faults.Select(f => f with { Expected = f.Expected + FileFaults.RestNotRead })]);
                yield break;
            }

            // What the header was warned of is told once, with the first good record.
            var record = Read(Cells(csv), columns, at);
            if (record is ReadRecord.Good good && warnings.Count > 0)
                (record, warnings) = (good with { Warnings = [.. warnings, .. good.Warnings] }, []);
            yield return record;
        }
    }

    private static char Delimiter(ReadOnlySpan<byte> first)
    {
        var end = first.IndexOf((byte)'\n');
        var header = end < 0 ? first : first[..end];
        var (commas, semicolons, tabs) = (header.Count((byte)','), header.Count((byte)';'), header.Count((byte)'\t'));
        return tabs > Math.Max(commas, semicolons) ? '\t' : semicolons > commas ? ';' : ',';
    }

    private static string[] Cells(CsvReader csv)
    {
        var cells = new string[csv.FieldCount];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = csv.GetString(i);
        return cells;
    }

    private CsvReaderOptions Form(char delimiter) => new()
    {
        Separator = delimiter,
        HasHeader = false,
        TrackLineNumbers = true,
        IncludeValuesInExceptions = false,
        MaxRecordSize = options.MaxRecordBytes,
        OnMalformedRecord = record => _malformed.TryAdd(record.LineNumber, record.Reason),
    };

    private async ValueTask<(ReadRecord.Bad? Broken, bool Ends)> NextAsync(CsvReader csv, long line, CancellationToken cancellationToken)
    {
        try
        {
            if (!await csv.ReadAsync(cancellationToken).ConfigureAwait(false))
                return (null, true);
        }
        catch (CsvFormatException exception)
        {
            return (FileFaults.Ending(line + exception.LineNumber - 1, FaultCode.TooLong, FileFaults.TooLong(0, options).Expected), true);
        }

        var at = line + csv.LineNumber - 1;
        if (_malformed.Remove(csv.LineNumber, out var reason))
        {
            return reason == CsvMalformedReason.UnterminatedQuote
                ? (FileFaults.Ending(at, FaultCode.Malformed, "a closing quote for each quoted cell"), true)
                : (Bad(at, "", FaultCode.Malformed, "cells with quotes in them quoted, and those quotes doubled"), false);
        }

        return (Utf8.IsValid(csv.RawRecord) ? null : Bad(at, "", FaultCode.WrongEncoding, "UTF-8 text"), false);
    }

    private ReadRecord Read(string[] cells, CsvColumns columns, long line)
    {
        if (cells.Length != columns.Count)
            return Bad(line, "", FaultCode.Malformed, FormattableString.Invariant($"{columns.Count} cells, as the header row has; this row has {cells.Length}"));
        return RecordKindCode.TryParse(cells[columns.KindColumn], out var kind)
            ? Read(cells, columns.For(kind), columns.Astray(kind, cells, line), line)
            : Bad(line, "kind", cells[columns.KindColumn].Length == 0 ? FaultCode.Missing : FaultCode.UnknownCode, RecordEnvelope.ExpectedKind);
    }

    private ReadRecord Read(string[] cells, CsvNode root, IReadOnlyList<RecordFault> astray, long line)
    {
        if (CsvRow.FindGap(root, cells) is { } gap)
            return Bad(line, gap, FaultCode.Inconsistent, "a list filled from its first entry on, without a gap");
        var refused = options.UnknownFields == UnknownFields.Refuse ? astray : [];
        return RecordJson.Read(CsvRow.ToJson(root, cells), line, options) switch
        {
            ReadRecord.Bad bad => new ReadRecord.Bad([.. refused, .. bad.Faults.Select(f => f with { Field = CsvPath.OfField(f.Field) })]),
            ReadRecord.Good when refused.Count > 0 => new ReadRecord.Bad(refused),
            ReadRecord.Good good when astray.Count > 0 => good with { Warnings = astray },
            var good => good,
        };
    }

    private static ReadRecord.Bad Bad(long line, string field, string code, string expected) => new([new RecordFault(line, field, code, expected)]);
}
