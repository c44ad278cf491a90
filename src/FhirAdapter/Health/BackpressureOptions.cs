using System.ComponentModel.DataAnnotations;

namespace FhirAdapter.Health;

/// <summary>
/// When no more records are taken: files are left in their folder, pushed records are refused for now. What was taken is delivered all the same,
/// and records are taken again by itself when there is a tenth of room below the bound.
/// </summary>
public sealed class BackpressureOptions
{
    /// <summary>How many versions of records may be undelivered at one destination, the parked ones included.</summary>
    /// <value>The default is 5,000,000 versions; from 1 to 1,000,000,000.</value>
    [Range(1L, 1_000_000_000L)]
    public long MaxUndelivered { get; set; } = 5_000_000;

    /// <summary>How large the ledger's files may be, in bytes. What was delivered stays in the ledger, so this bound is reached for good.</summary>
    /// <value>The default is 256 GiB; from 1 MiB to 16 TiB.</value>
    [Range(1L << 20, 1L << 44)]
    public long MaxLedgerBytes { get; set; } = 256L << 30;

    /// <summary>How much must stay free on the ledger's disk, in bytes, so that what is delivered can be written down.</summary>
    /// <value>The default is 256 MiB; from 64 KiB to 1 TiB.</value>
    [Range(1L << 16, 1L << 40)]
    public long LeastFreeBytes { get; set; } = 256L << 20;
}
