using System.Runtime.CompilerServices;
using FhirAdapter.Records;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>The ledger in one SQLite file on a local disk.</summary>
/// <remarks>Write-ahead log with <c>synchronous=FULL</c>: what was returned survives a power loss. Other processes may use the file too.</remarks>
internal sealed class SqliteOutbox : IOutbox
{
    private readonly SqliteOutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly LedgerAccess<LedgerWriter> _writer;
    private readonly GroupedWrites _writes;
    private readonly LedgerAccess<LedgerReader> _reader;
    private readonly LedgerFile _file;
    private long _dropJournalAt;
    private volatile bool _isDamaged;

    /// <summary>Opens nothing yet.</summary>
    public SqliteOutbox(SqliteOutboxOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _file = new LedgerFile(options);
        _writer = new LedgerAccess<LedgerWriter>(_file.Path, () => LedgerWriter.Open(_file));
        _writes = new GroupedWrites(_writer);
        _reader = new LedgerAccess<LedgerReader>(_file.Path, () => new LedgerReader(_file.Open(forWriting: false), _file.Path));
    }

    /// <summary>Whether the file was read through for damage when it was opened; <see langword="false"/> where it is too large for it.</summary>
    public bool IsChecked { get; private set; }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public async Task InitializeAsync(IReadOnlyList<string> destinations, CancellationToken cancellationToken)
    {
        await WriteAsync(
            writer =>
            {
                IsChecked = writer.IsChecked;
                writer.Backfilling.Name(destinations);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        while (await WriteAsync(writer => writer.Backfilling.Next(Now), cancellationToken).ConfigureAwait(false))
        {
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<OutboxRecord> records, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.Appending.Run(records, Now), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AppendOutcome>> AppendAllAsync(IReadOnlyList<OutboxRecord> records, CancellationToken cancellationToken) =>
        OnWriterAsync(
            writer => writer.Connection.WriteIf(
                () => writer.Appending.Run(records, Now), outcomes => !outcomes.Contains(AppendOutcome.VersionConflict), cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LaneClaim>> ClaimAsync(string destination, int limit, TimeSpan lease, CancellationToken cancellationToken)
    {
        // Asked first where it does not take the write lock: an idle worker asks often.
        if (!await ReadAsync(reader => reader.Counting.IsAnyDue(destination, Now), cancellationToken).ConfigureAwait(false))
            return [];
        try
        {
            return await WriteAsync(writer => writer.Claiming.Run(destination, limit, Now, Until(lease)), cancellationToken).ConfigureAwait(false);
        }
        catch (OutboxUnavailableException fault) when (fault.Cause == OutboxUnavailableCause.Damaged)
        {
            // One row that was changed shows that others may be: nothing more is sent.
            _isDamaged = true;
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<bool> RenewAsync(LaneClaim claim, TimeSpan lease, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.Claiming.Renew(claim, Now, Until(lease)), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LaneClaim>> SettleAsync(
        IReadOnlyList<(LaneClaim Claim, IReadOnlyList<Settlement> Settlements)> settled, CancellationToken cancellationToken)
    {
        SettlementRules.Require(settled);
        return await WriteAsync(
            writer =>
            {
                var written = writer.Settling.Run(settled, Now);
                DropJournal(writer);
                return written;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<int> ReplayAsync(string? destination, RecordKey? key, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.Replaying.Run(destination, key, Now), cancellationToken);

    /// <inheritdoc/>
    public Task LearnAsync(string destination, string learned, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.Destinations.Learn(destination, learned), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DestinationFact>> FactsAsync(string destination, CancellationToken cancellationToken) =>
        ReadAsync(reader => reader.Facts.Read(destination), cancellationToken);

    /// <inheritdoc/>
    public Task NoteAsync(string destination, IReadOnlyList<DestinationFact> facts, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.Facts.Note(destination, facts, Now), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, RecordKey>> OwnersAsync(
        string destination, IReadOnlyCollection<string> remotes, CancellationToken cancellationToken) =>
        ReadAsync(reader => reader.Owned.Owners(destination, remotes), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DestinationCounts>> CountAsync(CancellationToken cancellationToken) =>
        ReadAsync(reader => reader.Counting.Run(), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ParkedDelivery> ParkedAsync(
        string? destination, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var parked in await ReadAsync(reader => reader.Listing.Stuck(destination, limit), cancellationToken).ConfigureAwait(false))
            yield return parked;
    }

    /// <inheritdoc/>
    public Task<RecordHistory?> FindAsync(RecordKey key, CancellationToken cancellationToken) =>
        ReadAsync(reader => reader.Listing.Find(key), cancellationToken);

    /// <inheritdoc/>
    public Task<DateTimeOffset?> NextDueAsync(string destination, CancellationToken cancellationToken) =>
        ReadAsync(reader => reader.Counting.NextDue(destination), cancellationToken);

    /// <inheritdoc/>
    public Task<LedgerMeasure> MeasureAsync(CancellationToken cancellationToken) => _isDamaged
        ? throw LedgerFault.Damaged(_file.Path)
        : _reader.RunAsync(reader => reader.Measuring.Run(), cancellationToken);

    /// <inheritdoc/>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Run(() => Verifying.Run(_file, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (OutboxUnavailableException fault) when (fault.Cause == OutboxUnavailableCause.Damaged)
        {
            _isDamaged = true;
            throw;
        }
    }

    /// <inheritdoc/>
    public Task BackUpAsync(string path, CancellationToken cancellationToken) =>
        Task.Run(() => BackingUp.Run(_file, _options, path, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
    }

    private Task<T> WriteAsync<T>(Func<LedgerWriter, T> work, CancellationToken cancellationToken) =>
        _isDamaged ? throw LedgerFault.Damaged(_file.Path) : _writes.RunAsync(work, cancellationToken);

    // What is known to be damaged is neither written on nor sent from.
    private Task<T> OnWriterAsync<T>(Func<LedgerWriter, T> work, CancellationToken cancellationToken) =>
        _isDamaged ? throw LedgerFault.Damaged(_file.Path) : _writer.RunAsync(work, cancellationToken);

    private Task<T> ReadAsync<T>(Func<LedgerReader, T> work, CancellationToken cancellationToken) =>
        _reader.RunAsync(reader => reader.Connection.Read(() => work(reader), cancellationToken), cancellationToken);

    private long Until(TimeSpan lease) => (_time.GetUtcNow() + lease).ToUnixTimeMilliseconds();

    private void DropJournal(LedgerWriter writer)
    {
        var now = Now;
        if (now >= _dropJournalAt && !writer.Journal.Drop(now - (long)_options.JournalRetention.TotalMilliseconds))
            _dropJournalAt = now + 60_000;
    }
}
