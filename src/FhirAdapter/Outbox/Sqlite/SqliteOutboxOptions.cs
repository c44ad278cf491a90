using System.ComponentModel.DataAnnotations;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Where the ledger lies on this machine and what it may use.</summary>
public sealed class SqliteOutboxOptions
{
    /// <summary>The ledger's file, on a local disk. Its folder is made for the owner only when it is not there; so is the file.</summary>
    /// <value>The default is <c>fhir-adapter-data/ledger.db</c>, below the working folder.</value>
    [Required]
    [MinLength(1)]
    public string Path { get; set; } = "fhir-adapter-data/ledger.db";

    /// <summary>How long a write waits for another process that holds the ledger.</summary>
    /// <value>The default is 30 seconds; from 0 to 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The memory for pages of the ledger, in bytes, for writing; reading takes a quarter of it besides.</summary>
    /// <value>The default is 12 MiB; from 1 MiB to 4 GiB.</value>
    [Range(1L << 20, 1L << 32)]
    public long CacheBytes { get; set; } = 12 << 20;

    /// <summary>How long attempts are kept in the journal. Records, where they stand and the attempt that delivered what stands there are kept in any case.</summary>
    /// <value>The default is 90 days; from 1 day to 100 years.</value>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00")]
    public TimeSpan JournalRetention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Up to which size the file is checked for damage at every start, in bytes. The check reads all of it.</summary>
    /// <value>The default is 1 GiB, a few seconds; 0 never checks.</value>
    [Range(0L, long.MaxValue)]
    public long CheckUpToBytes { get; set; } = 1L << 30;

    /// <summary>After how many pages the write-ahead log is moved into the file. A page has 8,192 bytes, in a ledger that an older release made 4,096.</summary>
    /// <value>The default is 4,000 pages, 32 MiB; from 100 to 1,000,000.</value>
    [Range(100, 1_000_000)]
    public int CheckpointPages { get; set; } = 4_000;

    /// <summary>How often a running adapter reads the whole file through for damage, whatever its size, beside its work.</summary>
    /// <value>The default is 1 day; from 1 minute to 365 days.</value>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan FullCheckInterval { get; set; } = TimeSpan.FromDays(1);
}
