using System.ComponentModel.DataAnnotations;
using FhirAdapter.Shapes;

namespace FhirAdapter.Destinations.Files;

/// <summary>How resources are written to a folder as NDJSON.</summary>
public sealed class FilesDestinationOptions
{
    /// <summary>The folder. Required; it is not created, so that a disk that is not mounted is noticed. One adapter writes to it at a time.</summary>
    [Required]
    public string Path { get; set; } = "";

    /// <summary>The size in bytes at which a file is finished and the next begun, give or take one resource.</summary>
    /// <value>The default is 256 MiB.</value>
    [Range(1, long.MaxValue)]
    public long MaxFileBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>Whether patients and practitioners are written too.</summary>
    /// <value>The default is <see cref="PartyWriting.Omit"/>.</value>
    public PartyWriting Parties { get; set; } = PartyWriting.Omit;

    /// <summary>The shape that the resources have there.</summary>
    public ShapeOptions Shape { get; set; } = new();

    /// <summary>How long deliveries wait after the folder was missing, full or not to be written. No attempt is used up.</summary>
    /// <value>The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan PauseWhenUnavailable { get; set; } = TimeSpan.FromSeconds(30);
}
