namespace FhirAdapter.Destinations;

/// <summary>A place that is kept in step with the clinic's records.</summary>
/// <remarks>Expected failures are returned; only a bug or cancellation throws. Safe for several callers at once, each with other lanes.</remarks>
internal interface IDestination : IAsyncDisposable
{
    /// <summary>The name from the settings.</summary>
    string Name { get; }

    /// <summary>What was learned of how much it takes at once, for a person; <see langword="null"/> where nothing is to be learned.</summary>
    string? Learned => null;

    /// <summary>How long a look-up may not yet find what was sent; what may be there is looked up no sooner.</summary>
    TimeSpan UnseenFor => TimeSpan.Zero;

    /// <summary>Looks whether the destination answers and what it can do. Sends no patient data.</summary>
    Task<ProbeResult> ProbeAsync(CancellationToken cancellationToken);

    /// <summary>Looks, where it is time to, whether the destination still can what it could, and keeps and tells what has changed. Sends no patient data.</summary>
    /// <remarks>Deliveries look by themselves; this is for the time in which there are none.</remarks>
    Task LookAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What deliveries count on that the destination takes, to plan them by; <see langword="null"/> where no more is known than its write profile says.</summary>
    /// <remarks>The same instance as long as nothing changed.</remarks>
    Task<Offer?> OfferAsync(CancellationToken cancellationToken) => Task.FromResult<Offer?>(null);

    /// <summary>The same, asked now. Keeps nothing, sends no patient data.</summary>
    Task<Offer?> AskOfferAsync(CancellationToken cancellationToken) => Task.FromResult<Offer?>(null);

    /// <summary>Takes for given what a person was told of the destination: what it can no longer do, what it newly can.</summary>
    /// <returns>How much was accepted.</returns>
    Task<int> AcceptAsync(CancellationToken cancellationToken) => Task.FromResult(0);

    /// <summary>Brings deliveries to the destination, those of one lane in the order given.</summary>
    /// <param name="lanes">The deliveries of each lane.</param>
    /// <param name="lease">The time for which they may be sent.</param>
    /// <param name="cancellationToken">Ends the call without an outcome.</param>
    /// <returns>For each lane the outcome of delivery i at index i. After one of a lane is deferred, the later ones of that lane are deferred too unless they arrived.</returns>
    /// <remarks>Sending a delivery again that did arrive has no further effect at the destination. Nothing is sent once the lease is over.</remarks>
    Task<IReadOnlyList<IReadOnlyList<DeliveryOutcome>>> DeliverAsync(
        IReadOnlyList<IReadOnlyList<Delivery>> lanes, Lease lease, CancellationToken cancellationToken);
}
