using System.Threading.Channels;

namespace FhirAdapter.Sources.Files;

/// <summary>Reads one file into batches, one ahead of the commit.</summary>
internal sealed class FileReading(FilesSourceOptions options, RecordReading reader)
{
    /// <summary>Reads a file and completes the channel, however it ends.</summary>
    /// <remarks>No batch is given out before the file was found unchanged after its last record was read, so that no cut-off record is taken.</remarks>
    public async Task<FileReadEnd> ReadAsync(string path, FileSnapshot seen, ChannelWriter<FileBatch> batches, CancellationToken cancellationToken)
    {
        try
        {
            // What has no bytes need not be opened, which also spares pipes and devices: they show a length of zero.
            return seen.Length == 0 ? FileReadEnd.Complete : await ReadOpenedAsync(path, seen, batches, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return FileReadEnd.Changed;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return FileReadEnd.Unreadable;
        }
        finally
        {
            batches.Complete();
        }
    }

    private async Task<FileReadEnd> ReadOpenedAsync(
        string path, FileSnapshot seen, ChannelWriter<FileBatch> batches, CancellationToken cancellationToken)
    {
        var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.Read,
            Share = FileShare.Read,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            BufferSize = 64 * 1024,
        });
        await using var closing = stream.ConfigureAwait(false);
        bool IsAsSeen() => FileSnapshot.Of(stream.SafeFileHandle) == seen;

        // A link put in the file's place since it was seen shows another size or time here.
        if (!IsAsSeen())
            return FileReadEnd.Changed;
        var batch = new FileBatch();
        await foreach (var read in reader(stream, Path.GetFileName(path), cancellationToken).ConfigureAwait(false))
        {
            batch.Add(read);
            if (batch.Records.Count + batch.Refused < options.BatchSize && batch.Bytes < options.BatchBytes)
                continue;
            if (!IsAsSeen())
                return FileReadEnd.Changed;
            await batches.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            batch = new FileBatch();
        }

        if (!IsAsSeen())
            return FileReadEnd.Changed;
        if (batch.Records.Count + batch.Refused > 0)
            await batches.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        return FileReadEnd.Complete;
    }
}
