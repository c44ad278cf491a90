namespace FhirAdapter.Records.Reading.Files;

/// <summary>Tells the form of a file from its first bytes and its name.</summary>
internal static class FileFormDetection
{
    private static readonly (byte[] Magic, string Name)[] Foreign =
    [
        ([0x1f, 0x8b], "a gzip file"),
        ([0x50, 0x4b, 0x03, 0x04], "a zip archive or a spreadsheet"),
        ([0x28, 0xb5, 0x2f, 0xfd], "a zstd file"),
        ([0x42, 0x5a, 0x68], "a bzip2 file"),
        ([0xfd, 0x37, 0x7a, 0x58, 0x5a], "an xz file"),
        ([0x37, 0x7a, 0xbc, 0xaf], "a 7z archive"),
        ([0xd0, 0xcf, 0x11, 0xe0], "an old spreadsheet"),
        ([0x25, 0x50, 0x44, 0x46], "a PDF"),
    ];

    /// <summary>What is wrong with a file as a whole, if its first bytes already tell.</summary>
    public static RecordFault? Refuse(ReadOnlySpan<byte> first)
    {
        if (first.StartsWith<byte>([0xff, 0xfe]) || first.StartsWith<byte>([0xfe, 0xff]) || first is [0, not 0, ..] or [not 0, 0, ..])
            return new RecordFault(0, "", FaultCode.WrongEncoding, "UTF-8; this file is UTF-16 or UTF-32");
        foreach (var (magic, name) in Foreign)
        {
            if (first.StartsWith(magic))
                return new RecordFault(0, "", FaultCode.WrongFormat, $"JSON, NDJSON or CSV as plain text; this is {name}");
        }

        return null;
    }

    /// <summary>The form of a file that begins with these bytes, white space left out.</summary>
    public static FileForm Detect(string fileName, ReadOnlySpan<byte> first)
    {
        var extension = Path.GetExtension(fileName).ToUpperInvariant();
        return (extension, first[0]) switch
        {
            (".NDJSON" or ".JSONL", _) => FileForm.JsonLines,
            (_, (byte)'[') => FileForm.JsonArray,
            (_, (byte)'{') => HasObjectOnEachLine(first) ? FileForm.JsonLines : FileForm.JsonObjects,
            (".JSON", _) => FileForm.JsonObjects,
            _ => FileForm.Csv,
        };
    }

    private static bool HasObjectOnEachLine(ReadOnlySpan<byte> first)
    {
        var end = first.IndexOf((byte)'\n');
        if (end < 0)
            return false;
        var line = first[..end].TrimEnd(" \t\r"u8);
        var length = new ObjectExtent().Find(line);

        // A broken first line must not make the good lines after it part of it.
        return length == line.Length || (length < 0 && line[^1] == '}' && first[(end + 1)..].StartsWith("{"u8));
    }
}
