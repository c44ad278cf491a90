using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Sources.Files;

/// <summary>Wakes the source when a file appears in the folder, and knows which files were renamed within it.</summary>
/// <remarks>
/// Only a help: where the file system announces nothing, or too much at once, polling finds the files a little later.
/// Writes are not listened to, or a file that is copied in slowly would wake the source thousands of times.
/// </remarks>
internal sealed class FolderWatch : IDisposable
{
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private HashSet<string> _renamedIn = new(StringComparer.Ordinal);
    private FileSystemWatcher? _watcher;

    public FolderWatch(TimeProvider time, ILogger logger)
    {
        _time = time;
        _logger = logger;
    }

    /// <summary>Begins to watch where that is possible; to be called again whenever the folder may be another one.</summary>
    public void Ensure(string folder)
    {
        if (_watcher is not null)
            return;
        var watcher = new FileSystemWatcher();
        try
        {
            watcher.Path = folder;
            watcher.NotifyFilter = NotifyFilters.FileName;
            watcher.Created += (_, created) => Wake(created.Name, renamed: false);
            watcher.Renamed += (_, renamed) => Wake(renamed.Name, renamed: true);
            watcher.Error += (_, _) => Wake(name: null, renamed: false);
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            // The system's limit of watches, for one. An idle watcher stands for "polling only" so that this is said once.
            FilesSourceLog.NotAnnounced(_logger, failure.GetType().Name);
        }

        _watcher = watcher;
    }

    /// <summary>Stops watching, because the folder went away; <see cref="Ensure"/> begins anew.</summary>
    public void Drop()
    {
        _watcher?.Dispose();
        _watcher = null;
    }

    /// <summary>Gives the names that files were renamed to since the last call.</summary>
    public IReadOnlySet<string> TakeRenamedIn()
    {
        lock (_lock)
        {
            var taken = _renamedIn;
            _renamedIn = new HashSet<string>(StringComparer.Ordinal);
            return taken;
        }
    }

    /// <summary>Waits until something appears, or for as long as given.</summary>
    public async Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var announced = _wakes.Reader.WaitToReadAsync(either.Token).AsTask();
        var elapsed = Task.Delay(limit, _time, either.Token);
        await Task.WhenAny(announced, elapsed).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        _wakes.Reader.TryRead(out _);
    }

    public void Dispose() => Drop();

    private void Wake(string? name, bool renamed)
    {
        if (name is not null)
        {
            lock (_lock)
            {
                // A name that is created after it was renamed to belongs to another file, one that may still be growing.
                if (renamed)
                    _renamedIn.Add(name);
                else
                    _renamedIn.Remove(name);
            }
        }

        _wakes.Writer.TryWrite(true);
    }
}
