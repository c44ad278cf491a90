namespace FhirAdapter.Records.Reading.Files;

/// <summary>Faults of whole files and of what is between their records.</summary>
internal static class FileFaults
{
    public const string RestNotRead = "; the rest of the file was not read";

    public static readonly RecordFault Empty = new(0, "", FaultCode.Empty, "at least one record; there is none");

    public static RecordFault TooLong(long line, RecordReadingOptions options) =>
        new(line, "", FaultCode.TooLong, FormattableString.Invariant($"a record of at most {options.MaxRecordBytes:#,##0} bytes"));

    /// <summary>A fault after which nothing in the file can be trusted.</summary>
    public static ReadRecord.Bad Ending(long line, string code, string expected) => new([new RecordFault(line, "", code, expected + RestNotRead)]);

    /// <summary>The record with the word added that nothing after it was read, when it is not JSON; else nothing.</summary>
    public static ReadRecord.Bad? AsEnding(ReadRecord record) =>
        record is ReadRecord.Bad { Faults: [{ Code: FaultCode.Malformed } fault] } ? Ending(fault.Line, fault.Code, fault.Expected) : null;
}
