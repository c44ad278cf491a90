using System.ComponentModel.DataAnnotations;
using FhirAdapter.Records.Reading;

namespace FhirAdapter.Sources;

/// <summary>How records are taken that are pushed as JSON. Over HTTP they are taken by the <c>fhir-adapter</c> command only, and only with a key file.</summary>
public sealed class IntakeOptions
{
    /// <summary>
    /// The file of the keys with which records may be pushed over HTTP: one key a line, 1 to 8 keys of 32 to 512 visible ASCII characters,
    /// readable by its owner only. It is read again when it changes, so a key is renewed by adding the new one, moving the callers over and
    /// taking the old one out.
    /// </summary>
    /// <value>There is no default; without it nothing is taken over HTTP.</value>
    [MinLength(1)]
    public string? ApiKeyFile { get; set; }

    /// <summary>The largest request body, in bytes.</summary>
    /// <value>The default is 16 MiB; from 1 KiB to 1 GiB.</value>
    [Range(1024L, 1L << 30)]
    public long MaxRequestBytes { get; set; } = 16 << 20;

    /// <summary>How many records one request or call may hold. They are committed together.</summary>
    /// <value>The default is 5,000 records; from 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int MaxRecords { get; set; } = 5_000;

    /// <summary>How many faults are listed in one answer; the rest is counted.</summary>
    /// <value>The default is 1,000 faults; from 1 to 100,000.</value>
    [Range(1, 100_000)]
    public int MaxReportedFaults { get; set; } = 1_000;

    /// <summary>How many requests are worked on at once; twice as many wait their turn, and more are told to come back.</summary>
    /// <value>The default is 4 requests; from 1 to 64.</value>
    [Range(1, 64)]
    public int MaxConcurrentRequests { get; set; } = 4;

    /// <summary>How many requests one client address may make in a minute, refused ones included; a quarter of them at once.</summary>
    /// <value>The default is 600 requests; from 4 to 1,000,000.</value>
    [Range(4, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>How long one request may take from its head to its commit.</summary>
    /// <value>The default is 1 minute; from 1 second to 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How strictly the records are read.</summary>
    public RecordReadingOptions Reading { get; set; } = new();
}
