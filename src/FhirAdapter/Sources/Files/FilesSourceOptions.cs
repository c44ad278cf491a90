using System.ComponentModel.DataAnnotations;
using FhirAdapter.Records.Reading;
using Microsoft.Extensions.Options;

namespace FhirAdapter.Sources.Files;

/// <summary>How a watched folder is read.</summary>
public sealed class FilesSourceOptions
{
    /// <summary>The folder that is watched, without the folders in it. Required; it is not created.</summary>
    [Required]
    public string Path { get; set; } = "";

    /// <summary>Which files are taken: name patterns with <c>*</c> and <c>?</c>, divided by semicolons, in any case.</summary>
    /// <value>The default is <c>*.json;*.ndjson;*.jsonl;*.csv</c>.</value>
    [Required]
    public string Patterns { get; set; } = "*.json;*.ndjson;*.jsonl;*.csv";

    /// <summary>
    /// How long size and write time of a file must stay the same before it counts as whole. A file renamed within the folder is whole at once;
    /// zero is for folders into which files are only ever renamed or moved.
    /// </summary>
    /// <value>The default is 300 milliseconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan QuietPeriod { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How often the folder is looked at where the file system announces nothing, as network folders do not.</summary>
    /// <value>The default is 1 second.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many records are committed together at most.</summary>
    /// <value>The default is 1,000 records.</value>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 1_000;

    /// <summary>How many bytes of record content are committed together, give or take one record. Three such batches may be in memory.</summary>
    /// <value>The default is 8 MiB.</value>
    [Range(1, 256L * 1024 * 1024)]
    public long BatchBytes { get; set; } = 8L * 1024 * 1024;

    /// <summary>The largest file that is read, in bytes; a larger one is refused whole.</summary>
    /// <value>The default is 64 GiB.</value>
    [Range(1, long.MaxValue)]
    public long MaxFileBytes { get; set; } = 64L * 1024 * 1024 * 1024;

    /// <summary>How many faults of one file are listed in its report; the rest is counted.</summary>
    /// <value>The default is 10,000 faults.</value>
    [Range(1, 1_000_000)]
    public int MaxReportedFaults { get; set; } = 10_000;

    /// <summary>The folder, in the watched one, to which a file goes when all its records were taken.</summary>
    /// <value>The default is <c>done</c>.</value>
    [Required, RegularExpression(FolderName)]
    public string DoneFolder { get; set; } = "done";

    /// <summary>The folder, in the watched one, to which a file goes when a record of it was refused, with its report.</summary>
    /// <value>The default is <c>failed</c>.</value>
    [Required, RegularExpression(FolderName)]
    public string FailedFolder { get; set; } = "failed";

    /// <summary>How strictly the records in the files are read.</summary>
    [ValidateObjectMembers]
    public RecordReadingOptions Reading { get; set; } = new();

    // A plain name keeps both folders on the watched folder's own file system, so that moving a file there is one atomic rename.
    private const string FolderName = "[A-Za-z0-9_][A-Za-z0-9._-]{0,63}";
}
