using System.ComponentModel.DataAnnotations;

namespace FhirAdapter.Destinations.FhirServers;

/// <summary>When requests to a failing server are stopped for a while.</summary>
public sealed class FhirServerBreakerOptions
{
    /// <summary>The share of failed requests at which the circuit opens.</summary>
    /// <value>0.01 to 1. The default is 0.5.</value>
    [Range(0.01, 1.0)]
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>How many requests there must have been in <see cref="Sampling"/> before the circuit may open.</summary>
    /// <value>2 to 1,000 requests. The default is 10.</value>
    [Range(2, 1_000)]
    public int MinimumThroughput { get; set; } = 10;

    /// <summary>The time over which failures are counted.</summary>
    /// <value>1 second to 10 minutes. The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Sampling { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the circuit stays open.</summary>
    /// <value>1 second to 1 hour. The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Break { get; set; } = TimeSpan.FromSeconds(30);
}
