using System.ComponentModel.DataAnnotations;

namespace FhirAdapter.Health;

/// <summary>What still counts as healthy, and how often it is looked at.</summary>
public sealed class HealthOptions
{
    /// <summary>How old the oldest undelivered record of a destination may be. Parked and held ones do not count: they wait for a person or a record.</summary>
    /// <value>The default is 1 hour; from 1 minute to 365 days.</value>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan MaxLag { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a destination may take nothing before that counts.</summary>
    /// <value>The default is 5 minutes; from 10 seconds to 7 days.</value>
    [Range(typeof(TimeSpan), "00:00:10", "7.00:00:00")]
    public TimeSpan DestinationDownAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one sending of claimed deliveries may take, all its requests and quick repeats together.</summary>
    /// <value>The default is 10 minutes; from 30 seconds to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:30", "1.00:00:00")]
    public TimeSpan SendingStuckAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often the accounts are added up.</summary>
    /// <value>The default is 30 seconds; from 1 second to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AccountsInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>By how much the system's clock may be set at once.</summary>
    /// <value>The default is 1 minute; from 1 second to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxClockJump { get; set; } = TimeSpan.FromMinutes(1);
}
