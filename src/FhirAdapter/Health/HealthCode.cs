namespace FhirAdapter.Health;

/// <summary>The stable codes of what can be found.</summary>
public static class HealthCode
{
    /// <summary>The host is stopping: nothing new is claimed.</summary>
    public const string Stopping = "stopping";

    /// <summary>A loop has not been heard of for longer than it said it would take.</summary>
    public const string LoopStuck = "loop-stuck";

    /// <summary>The last round of a loop ended in a fault; it is tried again.</summary>
    public const string LoopFailing = "loop-failing";

    /// <summary>The ledger cannot be used.</summary>
    public const string LedgerUnavailable = "ledger-unavailable";

    /// <summary>The accounts of a destination do not close.</summary>
    public const string AccountsOpen = "accounts-open";

    /// <summary>More is undelivered than the settings allow; no records are taken.</summary>
    public const string BacklogFull = "backlog-full";

    /// <summary>The ledger is larger than the settings allow; no records are taken.</summary>
    public const string LedgerFull = "ledger-full";

    /// <summary>Too little is free on the ledger's disk; no records are taken.</summary>
    public const string DiskLow = "disk-low";

    /// <summary>The system's clock jumped, or is behind what the ledger has seen.</summary>
    public const string ClockJumped = "clock-jumped";

    /// <summary>A destination refuses the credentials.</summary>
    public const string DestinationStopped = "destination-stopped";

    /// <summary>A destination takes nothing for longer than the settings allow.</summary>
    public const string DestinationUnreachable = "destination-unreachable";

    /// <summary>A destination no longer says that it can do what it could; what needs that is held.</summary>
    public const string CapabilityChanged = "capability-changed";

    /// <summary>Deliveries were parked because a destination took nothing for longer than the settings allow.</summary>
    public const string GivenUp = "given-up";

    /// <summary>The oldest undelivered record of a destination waits for longer than the settings allow.</summary>
    public const string Lag = "lag";
}
