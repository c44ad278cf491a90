using System.Text.Json;
using System.Text.Unicode;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.Reading;

/// <summary>Reads, checks and writes single records in JSON.</summary>
internal static class RecordJson
{
    /// <summary>Reads one record and checks it against the whole contract. Tells all faults, not only the first; none of them quotes a value.</summary>
    /// <param name="json">The UTF-8 JSON of one object.</param>
    /// <param name="line">The line it begins on, from 1; 0 where there are no lines.</param>
    /// <param name="options">How strictly to read.</param>
    public static ReadRecord Read(ReadOnlyMemory<byte> json, long line, RecordReadingOptions options)
    {
        var faults = FaultList.Begin(line);
        if (json.Length > options.MaxRecordBytes)
            faults.Add("", FaultCode.TooLong, Invariant($"a record of at most {options.MaxRecordBytes:#,##0} bytes"));
        else if (!Utf8.IsValid(json.Span))
            faults.Add("", FaultCode.WrongEncoding, "UTF-8 text");
        else if (TryRead(json.Span, options, faults) is { } record)
            return Judge(record, faults, line);
        return new ReadRecord.Bad(faults.Faults);
    }

    /// <summary>Checks a record that was pushed in process against the same contract.</summary>
    public static ReadRecord Check(ClinicRecord record) => Judge(record, FaultList.Begin(0), 0);

    /// <summary>Reads a record that was checked before it went into the ledger. A field that this version does not know is passed over.</summary>
    /// <exception cref="InvalidOperationException">The bytes are not what the ledger was given.</exception>
    public static ClinicRecord FromLedger(RecordKind kind, ReadOnlySpan<byte> payload)
    {
        var faults = FaultList.Begin(0);
        var reader = new Utf8JsonReader(payload);
        reader.Read();
        var record = RecordType.Of(kind).Read(ref reader, new ReadingRun(faults, UnknownFields.Warn));
        return faults.Any ? throw new InvalidOperationException("A record in the ledger cannot be read back.") : record;
    }

    /// <summary>Writes the canonical JSON of a record.</summary>
    public static byte[] Write(ClinicRecord record) => CanonicalJson.Write(record).Payload;

    private static ClinicRecord? TryRead(ReadOnlySpan<byte> json, RecordReadingOptions options, FaultList faults)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = options.MaxDepth });
        try
        {
            if (RecordEnvelope.FindKind(reader, faults) is not { } kind)
            {
                JsonFaults.ReadToEnd(ref reader);
                return null;
            }

            reader.Read();
            var record = RecordType.Of(kind).Read(ref reader, new ReadingRun(faults, options.UnknownFields) { Zone = options.Zone });
            JsonFaults.ReadToEnd(ref reader);
            return record;
        }
        catch (JsonException exception)
        {
            JsonFaults.Add(json, exception, options, faults);
            return null;
        }
        catch (InvalidOperationException)
        {
            // The platform's reader refuses so to compare a name or a code that is escaped to half a character.
            faults.Add("", FaultCode.BadText, "names and codes of whole Unicode characters");
            return null;
        }
    }

    private static ReadRecord Judge(ClinicRecord record, FaultList faults, long line)
    {
        RecordType.Of(record.Kind).Check(record, faults);
        if (faults.Any)
            return new ReadRecord.Bad(faults.Faults);
        var (payload, hash) = CanonicalJson.Write(record);
        var bare = record.Deleted && RecordType.Of(record.Kind).IsBare(record);
        return new ReadRecord.Good(record, bare ? ReadOnlyMemory<byte>.Empty : payload, hash, line) { Warnings = faults.Warnings };
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
