using System.Globalization;
using System.Security.Cryptography;

namespace FhirAdapter.Destinations.Files;

/// <summary>One file on its way to being finished: written as <c>.part</c>, then on the disk, then under its name.</summary>
internal sealed class PartFile : IDisposable
{
    public const string UnfinishedEnding = ".part";

    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly string _root;
    private readonly string _type;
    private readonly string _path;
    private long _count;

    public PartFile(string root, string type, DateOnly date, long sequence)
    {
        _root = root;
        _type = type;
        Folder = Path.Combine(root, type, date.ToString("O", CultureInfo.InvariantCulture));
        _path = Path.Combine(Folder, ManifestLine.FileName(sequence));
        PrivateFile.CreateFolder(Path.GetDirectoryName(Folder)!);
        PrivateFile.CreateFolder(Folder);
        _stream = PrivateFile.Open(_path + UnfinishedEnding, FileMode.CreateNew);
    }

    public string Folder { get; }

    public long Bytes { get; private set; }

    public void Write(ResourceLine line)
    {
        Append(line.Utf8.Span);
        Append("\n"u8);
        _count++;
    }

    /// <summary>Puts the content on the disk, still under the unfinished name.</summary>
    public void Flush()
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
    }

    /// <summary>Gives the flushed file its name.</summary>
    public ManifestLine Finish(DateTimeOffset now)
    {
        File.Move(_path + UnfinishedEnding, _path, overwrite: false);
        var file = Path.GetRelativePath(_root, _path).Replace(Path.DirectorySeparatorChar, '/');
        return new ManifestLine(file, _type, _count, Bytes, Convert.ToHexStringLower(_hash.GetHashAndReset()), now);
    }

    public void Dispose()
    {
        _hash.Dispose();
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // Closing tries once more to write what did not fit on the disk. The file is given up by then.
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        _stream.Write(bytes);
        _hash.AppendData(bytes);
        Bytes += bytes.Length;
    }
}
