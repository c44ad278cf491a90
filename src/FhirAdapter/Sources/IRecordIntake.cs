using FhirAdapter.Records;

namespace FhirAdapter.Sources;

/// <summary>Takes records from the program that embeds the adapter.</summary>
public interface IRecordIntake
{
    /// <summary>Takes records in. When it returns, the good ones are durably in the ledger and owed to every destination.</summary>
    /// <param name="records">1 to 10,000 records, in the order in which they are to count.</param>
    /// <param name="cancellationToken">Cancels before the commit; afterwards it has no effect.</param>
    /// <returns>What became of record i, at index i. A record that was taken before is taken again without effect.</returns>
    /// <exception cref="Outbox.OutboxUnavailableException">
    /// The ledger cannot be used, or takes no records for now because a bound of <see cref="Health.BackpressureOptions"/> is reached. It does not wait.
    /// </exception>
    /// <remarks>Safe to call again after any exception: the ledger knows each version.</remarks>
    Task<IReadOnlyList<IntakeResult>> AcceptAsync(IReadOnlyList<ClinicRecord> records, CancellationToken cancellationToken);

    /// <summary>Takes records in that are written as UTF-8 JSON. When it returns, what it says was taken is durably in the ledger.</summary>
    /// <param name="json">The records, from the stream's beginning to its end. Limits are those of <see cref="IntakeOptions"/>.</param>
    /// <param name="form">How they are laid out.</param>
    /// <param name="rule">What becomes of the good ones when others are bad.</param>
    /// <param name="cancellationToken">Cancels before the commit; afterwards it has no effect.</param>
    /// <returns>What became of them; what is wrong is told by line and field, as for files.</returns>
    /// <exception cref="Outbox.OutboxUnavailableException">As above.</exception>
    /// <remarks>Safe to call again after any exception: the ledger knows each version. What the stream throws is passed on, and nothing is taken then.</remarks>
    Task<IntakeReport> AcceptAsync(Stream json, IntakeForm form, IntakeRule rule, CancellationToken cancellationToken);
}
