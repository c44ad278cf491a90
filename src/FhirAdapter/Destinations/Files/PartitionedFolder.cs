using System.Security.Cryptography;
using FhirAdapter.Failures;
using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Destinations.Files;

/// <summary>The folder with its finished files and its manifest. One writer at a time; a failure closes it, and the next write reads its state anew.</summary>
internal sealed class PartitionedFolder(FilesDestinationOptions options, TimeProvider time) : IDisposable
{
    private readonly string _lockPath = Path.Combine(options.Path, ".lock");
    private readonly Manifest _manifest = new(options.Path);
    private FileStream? _lock;
    private long _sequence;

    /// <summary>Writes lines into finished files, one of each type, or more where one would grow too large. They are durable when it returns.</summary>
    /// <exception cref="IOException">The folder is missing, full, locked or not to be written; nothing of it counts.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written; nothing of it counts.</exception>
    public void Write(IEnumerable<ResourceLine> lines, CancellationToken cancellationToken)
    {
        try
        {
            Open();
            WriteFiles(lines, cancellationToken);
        }
        catch
        {
            // After a failed write or flush nothing is assumed: closing makes the next call look at what is really there.
            Close();
            throw;
        }
    }

    public void Dispose() => Close();

    private void WriteFiles(IEnumerable<ResourceLine> lines, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var parts = new List<PartFile>();
        try
        {
            var current = new Dictionary<string, PartFile>(StringComparer.Ordinal);
            foreach (var line in lines)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!current.TryGetValue(line.Type, out var part) || part.Bytes >= options.MaxFileBytes)
                {
                    part = new PartFile(options.Path, line.Type, DateOnly.FromDateTime(now.UtcDateTime), ++_sequence);
                    current[line.Type] = part;
                    parts.Add(part);
                }

                part.Write(line);
            }

            FailPoint.Pass("files.written");
            foreach (var part in parts)
                part.Flush();
            FailPoint.Pass("files.flushed");
            var finished = parts.Select(part => part.Finish(now)).ToList();
            FailPoint.Pass("files.named");
            foreach (var folder in parts.SelectMany(part => Upwards(part.Folder)).Distinct())
                FolderFlush.ToDisk(folder);
            FailPoint.Pass("files.folders-flushed");
            _manifest.Append(finished);
            FailPoint.Pass("files.listed");
            FolderFlush.ToDisk(options.Path);
        }
        finally
        {
            parts.ForEach(part => part.Dispose());
        }
    }

    // A part's folder, the type's folder above it, and the root: each may have got a new name.
    private static IEnumerable<string> Upwards(string folder) => [folder, Path.GetDirectoryName(folder)!];

    private void Open()
    {
        // The lock vanishes with the disk it is on: better to stop than to write on below an empty mount point.
        if (_lock is not null && File.Exists(_lockPath))
            return;
        Close();
        if (!Directory.Exists(options.Path))
            throw new DirectoryNotFoundException("The folder is missing.");
        _lock = PrivateFile.Open(_lockPath, FileMode.OpenOrCreate, FileShare.None);
        var listed = _manifest.Repair();
        var unlisted = new SortedDictionary<long, ManifestLine>();
        _sequence = listed;
        foreach (var path in Parts())
        {
            if (path.EndsWith(PartFile.UnfinishedEnding, StringComparison.Ordinal))
                RemoveLeftover(path);
            else if (ManifestLine.SequenceOf(Path.GetFileName(path)) is { } sequence && sequence > listed)
                unlisted[sequence] = Describe(path);
        }

        if (unlisted.Count == 0)
            return;
        _manifest.Append(unlisted.Values);
        _sequence = unlisted.Keys.Max();
        FailPoint.Pass("files.repaired");
    }

    // Only folders of the adapter's own shape: others on the disk, such as lost+found, need not even be readable.
    private IEnumerable<string> Parts() =>
        Directory.EnumerateDirectories(options.Path).Where(type => SdkModel.R4.IsKnownResource(Path.GetFileName(type)))
            .SelectMany(Directory.EnumerateDirectories).Where(date => DateOnly.TryParseExact(Path.GetFileName(date), "O", out _))
            .SelectMany(Directory.EnumerateFiles);

    private void Close()
    {
        _lock?.Dispose();
        _lock = null;
    }

    private static void RemoveLeftover(string path)
    {
        if (ManifestLine.SequenceOf(Path.GetFileNameWithoutExtension(path)) is not null)
            File.Delete(path);
    }

    // A crash after a file got its name and before it was listed: it is whole, and listed now.
    private ManifestLine Describe(string path)
    {
        using var stream = File.OpenRead(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        var count = 0L;
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            count += buffer.AsSpan(0, read).Count((byte)'\n');
        }

        var file = Path.GetRelativePath(options.Path, path).Replace(Path.DirectorySeparatorChar, '/');
        return new ManifestLine(
            file, file[..file.IndexOf('/', StringComparison.Ordinal)], count, stream.Length, Convert.ToHexStringLower(hash.GetHashAndReset()), time.GetUtcNow());
    }
}
