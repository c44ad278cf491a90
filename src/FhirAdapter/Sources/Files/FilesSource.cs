using System.Runtime.CompilerServices;
using System.Threading.Channels;
using FhirAdapter.Health;
using FhirAdapter.Records;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Sources.Files;

/// <summary>Reads the files of a watched folder, in name order, one after another.</summary>
internal sealed class FilesSource : IRecordSource
{
    // A file that was read but cannot be moved is read again to be sure; not every second, for it may be large.
    private static readonly TimeSpan MovePause = TimeSpan.FromSeconds(30);

    private readonly FilesSourceOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Inbox _inbox;
    private readonly SettlingFiles _settling;
    private readonly FileReading _reading;
    private readonly FinishedFiles _finished;
    private readonly Pulse? _pulse;
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private readonly long _start;
    private bool _folderMissing;
    private long _filesRead;
    private long _recordsRead;

    public FilesSource(string name, FilesSourceOptions options, TimeProvider time, ILogger logger, RecordReading reader, Pulse? pulse = null)
    {
        Name = name;
        _options = options;
        _time = time;
        _logger = logger;
        _inbox = new Inbox(options);
        _settling = new SettlingFiles(options.QuietPeriod);
        _reading = new FileReading(options, reader);
        _finished = new FinishedFiles(options, time);
        _pulse = pulse;
        _start = time.GetTimestamp();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>How many files were read to their end and moved away since the start.</summary>
    public long FilesRead => Interlocked.Read(ref _filesRead);

    /// <summary>How many records of files were committed or refused since the start; those of a file read again count again.</summary>
    public long RecordsRead => Interlocked.Read(ref _recordsRead);

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceBatch> ReadAsync(bool once, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var watch = new FolderWatch(_time, _logger);
        TimeSpan? deadline = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _pulse?.Expect(TimeSpan.Zero);
            var whole = Look(watch);
            // From the first look on: what was there then becomes whole within the quiet period or is still being written.
            deadline ??= Now + _options.QuietPeriod;
            foreach (var file in whole)
            {
                await foreach (var batch in ReadFileAsync(file, cancellationToken).ConfigureAwait(false))
                    yield return batch;
            }

            if (whole.Count > 0)
                continue;
            if (once && !(_settling.NextDue <= deadline))
                yield break;
            var pause = Pause();
            _pulse?.Well();
            _pulse?.Expect(pause);
            await watch.WaitAsync(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<SourceBatch> ReadFileAsync(SeenFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (file.Snapshot.Length > _options.MaxFileBytes)
        {
            Finish(file, Refused("too-large", $"a file of at most {_options.MaxFileBytes} bytes"));
            yield break;
        }

        var tally = new FileTally(_options.MaxReportedFaults);
        var batches = Channel.CreateBounded<FileBatch>(1);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Run(() => _reading.ReadAsync(_inbox.PathOf(file), file.Snapshot, batches.Writer, stopping.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                while (!batch.Acknowledged)
                {
                    yield return batch.ToSourceBatch();
                    cancellationToken.ThrowIfCancellationRequested();
                }

                tally.Add(batch);
                Interlocked.Add(ref _recordsRead, batch.Records.Count + batch.Refused);
            }
        }
        finally
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Settle(file, await reading.ConfigureAwait(false), tally);
    }

    private void Settle(SeenFile file, FileReadEnd end, FileTally tally)
    {
        switch (end)
        {
            case FileReadEnd.Changed:
                // Not at once, however short the quiet period: a file that never rests must not be read without end.
                _settling.PutOff(file, Now + _options.PollInterval);
                if (_said.Add(file.Name))
                    FilesSourceLog.FileChanged(_logger, Name);
                break;
            case FileReadEnd.Unreadable:
                _settling.PutOff(file, Now + _options.PollInterval);
                if (_said.Add(file.Name))
                {
                    FilesSourceLog.FileUnreadable(_logger, Name, _options.FailedFolder);
                    Notice(file.Name, new RecordFault(0, "", "unreadable", "a file that the adapter may open and read to its end"));
                }

                break;
            default:
                Finish(file, tally.Records > 0 || tally.HasFaults ? tally : Refused("empty", "an ordinary file with at least one record"));
                break;
        }
    }

    private void Finish(SeenFile file, FileTally tally)
    {
        try
        {
            _settling.Forget(file);
            if (!_finished.Finish(file, tally))
                return;
            _said.Remove(file.Name);
            Interlocked.Increment(ref _filesRead);
            FilesSourceLog.FileRead(_logger, Name, tally.Accepted, tally.Unchanged, tally.Stale, tally.Refused);
            if (tally.HasWarnings)
                FilesSourceLog.FieldsPassedOver(_logger, Name, tally.Warnings.Count, tally.HasFaults ? _options.FailedFolder : _options.DoneFolder);
            if (tally.HasFaults)
                FilesSourceLog.FileFailed(_logger, Name, tally.Refused, tally.Faults.Count + tally.FaultsNotListed, _options.FailedFolder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _settling.PutOff(file, Now + MovePause);
            if (_said.Add(file.Name))
                FilesSourceLog.NotMoved(_logger, Name, failure.GetType().Name);
        }
    }

    private IReadOnlyList<SeenFile> Look(FolderWatch watch)
    {
        try
        {
            watch.Ensure(_options.Path);
            var renamedIn = watch.TakeRenamedIn();
            var (files, notFiles) = _inbox.List();
            if (_folderMissing)
                FilesSourceLog.FolderBack(_logger, Name);
            _folderMissing = false;
            ReportOnce(files, notFiles);
            return _settling.Observe(files, renamedIn, Now);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            watch.Drop();
            if (!_folderMissing)
                FilesSourceLog.FolderMissing(_logger, Name, failure.GetType().Name);
            _folderMissing = true;
            return _settling.Observe([], watch.TakeRenamedIn(), Now);
        }
    }

    private void ReportOnce(List<SeenFile> files, List<string> notFiles)
    {
        _said.IntersectWith(files.Select(file => file.Name).Concat(notFiles));
        foreach (var name in notFiles.Where(_said.Add))
        {
            FilesSourceLog.NotAFile(_logger, Name, _options.FailedFolder);
            Notice(name, new RecordFault(0, "", "not-a-file", "an ordinary file; folders and links are not opened"));
        }
    }

    private void Notice(string name, RecordFault fault)
    {
        try
        {
            _finished.Notice(name, fault);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            FilesSourceLog.NotMoved(_logger, Name, failure.GetType().Name);
        }
    }

    private TimeSpan Pause()
    {
        var untilDue = _settling.NextDue - Now ?? _options.PollInterval;
        return TimeSpan.FromTicks(Math.Clamp(untilDue.Ticks, TimeSpan.TicksPerMillisecond, _options.PollInterval.Ticks));
    }

    private FileTally Refused(string code, string expected)
    {
        var tally = new FileTally(_options.MaxReportedFaults);
        tally.Add(new RecordFault(0, "", code, expected));
        return tally;
    }
}
