using FhirAdapter.Outbox;

namespace FhirAdapter.Health;

/// <summary>What is known at one moment, for <see cref="ReadinessRules"/> to judge.</summary>
internal sealed record HealthFacts
{
    public bool Stopping { get; init; }

    public IReadOnlyList<LoopState> Loops { get; init; } = [];

    /// <summary>Why the ledger cannot be used, or takes no records.</summary>
    public OutboxUnavailableException? Ledger { get; init; }

    public IReadOnlyList<DestinationCounts> Accounts { get; init; } = [];

    public IReadOnlyList<(string Destination, string Code, TimeSpan For)> Down { get; init; } = [];

    /// <summary>The last jump of the system's clock.</summary>
    public TimeSpan ClockJump { get; init; }

    /// <summary>By how much the system's clock is behind what the ledger has seen.</summary>
    public TimeSpan ClockBehind { get; init; }

    public DateTimeOffset Now { get; init; }
}
