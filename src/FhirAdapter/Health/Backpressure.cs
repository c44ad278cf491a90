using FhirAdapter.Outbox;

namespace FhirAdapter.Health;

/// <summary>Decides whether records may be taken. Once they may not, a tenth of room is asked for, so that the answer does not flutter.</summary>
internal sealed class Backpressure(BackpressureOptions options)
{
    /// <summary>What speaks against taking records, or <see langword="null"/> where nothing does.</summary>
    /// <param name="measure">What the ledger takes up and owes.</param>
    /// <param name="closed">Whether none are taken now.</param>
    public OutboxUnavailableException? Judge(LedgerMeasure measure, bool closed)
    {
        if (measure.FreeBytes < (closed ? options.LeastFreeBytes + (options.LeastFreeBytes / 10) : options.LeastFreeBytes))
        {
            return Of(OutboxUnavailableCause.DiskLow,
                $"Only {measure.FreeBytes:#,##0} bytes are free on the ledger's disk (LeastFreeBytes is {options.LeastFreeBytes:#,##0}); make room.");
        }

        if (measure.Undelivered >= Bound(options.MaxUndelivered, closed))
        {
            return Of(OutboxUnavailableCause.BacklogFull,
                $"{measure.Undelivered:#,##0} versions are undelivered (MaxUndelivered is {options.MaxUndelivered:#,##0}); see `fhir-adapter status` for the destination that does not take them.");
        }

        return measure.Bytes < Bound(options.MaxLedgerBytes, closed) ? null : Of(OutboxUnavailableCause.LedgerFull,
            $"The ledger takes up {measure.Bytes:#,##0} bytes (MaxLedgerBytes is {options.MaxLedgerBytes:#,##0}); raise the bound if the disk has room.");
    }

    /// <summary>The same as a finding.</summary>
    public static HealthFinding Finding(OutboxUnavailableException refusal) => new(
        refusal.Cause switch
        {
            OutboxUnavailableCause.DiskLow => HealthCode.DiskLow,
            OutboxUnavailableCause.BacklogFull => HealthCode.BacklogFull,
            _ => HealthCode.LedgerFull,
        },
        null,
        refusal.Message);

    private static long Bound(long bound, bool closed) => closed ? bound - (bound / 10) : bound;

    private static OutboxUnavailableException Of(OutboxUnavailableCause cause, FormattableString message) =>
        new(cause, FormattableString.Invariant(message) + " No records are taken until then.");
}
