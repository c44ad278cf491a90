namespace FhirAdapter.Destinations.Files;

/// <summary>The list of finished files, <c>manifest.ndjson</c>, in the order they were finished.</summary>
internal sealed class Manifest(string folder)
{
    public const string Name = "manifest.ndjson";

    // Far more than a line can have.
    private const int TailBytes = 64 * 1024;

    private readonly string _path = Path.Combine(folder, Name);

    /// <summary>Cuts off a line that a crash left unfinished, and gives the number of the last file listed; 0 where none is.</summary>
    public long Repair()
    {
        if (!File.Exists(_path))
            return 0;
        using var stream = new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var tail = new byte[Math.Min(stream.Length, TailBytes)];
        stream.Seek(-tail.Length, SeekOrigin.End);
        stream.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf((byte)'\n') + 1;
        if (end < tail.Length)
        {
            stream.SetLength(stream.Length - tail.Length + end);
            stream.Flush(flushToDisk: true);
        }

        if (end == 0)
            return 0;
        var lines = tail.AsSpan(0, end - 1);
        var last = ManifestLine.Parse(lines[(lines.LastIndexOf((byte)'\n') + 1)..]);
        return last?.Sequence ?? throw new IOException("The last line of the manifest is not one of the adapter's.");
    }

    /// <summary>Adds lines; they are on the disk when it returns.</summary>
    public void Append(IEnumerable<ManifestLine> lines)
    {
        using var stream = PrivateFile.Open(_path, FileMode.Append);
        foreach (var line in lines)
            stream.Write(line.ToUtf8());
        stream.Flush(flushToDisk: true);
    }
}
