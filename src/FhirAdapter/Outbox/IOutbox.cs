using FhirAdapter.Records;

namespace FhirAdapter.Outbox;

/// <summary>
/// The ledger of what should be at each destination against what is there. It knows keys and bytes, never FHIR.
/// </summary>
/// <remarks>
/// Each method is one transaction and is durable when it returns. Several workers, and for engines that allow it several processes,
/// may call at once: the database is the truth, not a lock in the process. Times are those of the injected clock, leases included.
/// </remarks>
internal interface IOutbox : IAsyncDisposable
{
    /// <summary>Creates or migrates the store and makes every record it holds owed to each destination named that has no row for it.</summary>
    /// <remarks>A destination no longer named keeps its rows but is owed nothing new.</remarks>
    Task InitializeAsync(IReadOnlyList<string> destinations, CancellationToken cancellationToken);

    /// <summary>Takes records in, all or none.</summary>
    /// <remarks>
    /// The outcome at index i is that of record i. A new version replaces an undelivered one, which counts as superseded, whatever its state.
    /// Held deliveries of a lane that gets a record become due at once.
    /// </remarks>
    Task<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<OutboxRecord> records, CancellationToken cancellationToken);

    /// <summary>Takes records in as <see cref="AppendAsync"/> does, unless one of them is a <see cref="AppendOutcome.VersionConflict"/>.</summary>
    /// <remarks>With such a one among the outcomes nothing of the call was written, whatever the other outcomes say.</remarks>
    Task<IReadOnlyList<AppendOutcome>> AppendAllAsync(IReadOnlyList<OutboxRecord> records, CancellationToken cancellationToken);

    /// <summary>Leases lanes with due deliveries, longest due first, until about <paramref name="limit"/> deliveries are claimed.</summary>
    /// <remarks>
    /// A lane whose lease has not ended is never given twice. A lane's first put-off delivery holds those behind it back; held and parked
    /// ones do not. A lane with more due deliveries than fit is claimed with its first ones. What was due under a lease that ended without a
    /// settlement counts as tried once, for it may have been sent.
    /// </remarks>
    Task<IReadOnlyList<LaneClaim>> ClaimAsync(string destination, int limit, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Extends a lease.</summary>
    /// <returns>Whether the lease was still this claim's; if not, nothing changed.</returns>
    Task<bool> RenewAsync(LaneClaim claim, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Writes down what came of claimed deliveries and ends the leases.</summary>
    /// <remarks>
    /// For a claim whose lease is no longer this claim's, nothing of that claim is written. A delivery without a settlement stays as it was.
    /// Settling an older version than the newest keeps the newest owed. Held deliveries that depend on one now delivered become due.
    /// </remarks>
    /// <returns>The claims that were written; those missing had lost their lease.</returns>
    Task<IReadOnlyList<LaneClaim>> SettleAsync(
        IReadOnlyList<(LaneClaim Claim, IReadOnlyList<Settlement> Settlements)> settled, CancellationToken cancellationToken);

    /// <summary>Makes parked and held deliveries owed again, at once and with no attempts used up.</summary>
    /// <param name="destination">Only those of this destination, or of all.</param>
    /// <param name="key">Only that of this record, or of all.</param>
    /// <param name="cancellationToken">Cancels before the transaction commits.</param>
    /// <returns>How many became owed.</returns>
    Task<int> ReplayAsync(string? destination, RecordKey? key, CancellationToken cancellationToken);

    /// <summary>Keeps what was learned of how much a destination takes at once, in words, for whoever asks where it stands.</summary>
    Task LearnAsync(string destination, string learned, CancellationToken cancellationToken);

    /// <summary>What is known of a destination beside its deliveries.</summary>
    Task<IReadOnlyList<DestinationFact>> FactsAsync(string destination, CancellationToken cancellationToken);

    /// <summary>Keeps what became known of a destination: each fact replaces that of its topic and name, and one with a count of 0 takes it off.</summary>
    Task NoteAsync(string destination, IReadOnlyList<DestinationFact> facts, CancellationToken cancellationToken);

    /// <summary>Which record owns what at a destination, by what <see cref="Settlement.Owned"/> said.</summary>
    /// <returns>The owner of each of <paramref name="remotes"/> that has one.</returns>
    Task<IReadOnlyDictionary<string, RecordKey>> OwnersAsync(
        string destination, IReadOnlyCollection<string> remotes, CancellationToken cancellationToken);

    /// <summary>The accounts of every destination named at initialization.</summary>
    Task<IReadOnlyList<DestinationCounts>> CountAsync(CancellationToken cancellationToken);

    /// <summary>Parked and held deliveries, longest standing first.</summary>
    IAsyncEnumerable<ParkedDelivery> ParkedAsync(string? destination, int limit, CancellationToken cancellationToken);

    /// <summary>What the ledger knows of one record, or <see langword="null"/> where it never saw it.</summary>
    Task<RecordHistory?> FindAsync(RecordKey key, CancellationToken cancellationToken);

    /// <summary>When the next delivery to a destination is due, or <see langword="null"/> where none is pending, held ones included.</summary>
    Task<DateTimeOffset?> NextDueAsync(string destination, CancellationToken cancellationToken);

    /// <summary>What the ledger takes up and owes, so cheaply that it may be asked before every append.</summary>
    Task<LedgerMeasure> MeasureAsync(CancellationToken cancellationToken);

    /// <summary>Reads the whole store through for damage, beside whatever else is at work.</summary>
    /// <exception cref="OutboxUnavailableException">It is damaged; from then on nothing is appended, claimed or settled.</exception>
    Task VerifyAsync(CancellationToken cancellationToken);

    /// <summary>Writes a verified copy of one moment's state to a new file, for its owner only, beside whatever else is at work.</summary>
    /// <exception cref="OutboxUnavailableException">The file is there already or cannot be written, or the copy is damaged; nothing is left of it then.</exception>
    Task BackUpAsync(string path, CancellationToken cancellationToken);
}
