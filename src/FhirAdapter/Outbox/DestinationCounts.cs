namespace FhirAdapter.Outbox;

/// <summary>The accounts of one destination, in versions of records. Accepted is always the sum of the others.</summary>
/// <param name="Destination">The destination's name.</param>
/// <param name="Accepted">How many versions were ever owed to it.</param>
/// <param name="Delivered">How many of them arrived and were confirmed.</param>
/// <param name="Superseded">How many were overtaken by a newer version before they arrived.</param>
/// <param name="Pending">How many are owed now.</param>
/// <param name="Held">How many wait for another record.</param>
/// <param name="Parked">How many wait for a person.</param>
/// <param name="OldestPending">When the oldest of the pending was accepted.</param>
/// <param name="NextDue">When the next of the pending or held is due.</param>
public sealed record DestinationCounts(
    string Destination,
    long Accepted,
    long Delivered,
    long Superseded,
    long Pending,
    long Held,
    long Parked,
    DateTimeOffset? OldestPending,
    DateTimeOffset? NextDue)
{
    /// <summary>How many of the parked were given up because the destination took nothing for <c>Delivery:MaxAge</c>.</summary>
    public long GivenUp { get; init; }

    /// <summary>Why the parked are parked, the most frequent first.</summary>
    public IReadOnlyList<ParkedReason> ParkedReasons { get; init; } = [];

    /// <summary>What was last learned of how much the destination takes at once, in words; <see langword="null"/> where nothing was.</summary>
    public string? Learned { get; init; }

    /// <summary>What a person should see of the destination, by code and subject.</summary>
    public IReadOnlyList<DestinationNotice> Notices { get; init; } = [];

    /// <summary>What the accounts cannot explain. Anything but zero is a fault.</summary>
    public long Residue => Accepted - Delivered - Superseded - Pending - Held - Parked;
}
