using FhirAdapter.Destinations;
using FhirAdapter.Failures;
using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Reading;
using FhirAdapter.Routes;
using FhirAdapter.Telemetry;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Sync;

/// <summary>Reads, maps and plans what was claimed, and sorts out what needs no request.</summary>
/// <param name="mapping">Makes resources of records.</param>
/// <param name="planner">Plans by the write profile; nothing where all goes as it is mapped.</param>
/// <param name="logger">Gets types and codes.</param>
/// <param name="within">Gives the planner by what the destination offers; by default the same.</param>
internal sealed class DeliveryPreparation(RecordMapping mapping, RoutePlanner? planner, ILogger logger, Func<Offer, RoutePlanner?>? within = null)
{
    private Narrowed? _narrowed;

    /// <summary>The preparation by what the destination offers; this one where nothing is known of that. Safe for several callers.</summary>
    public DeliveryPreparation For(Offer? offer)
    {
        if (offer is null || within is null)
            return this;
        if (Volatile.Read(ref _narrowed) is { } known && ReferenceEquals(known.Offer, offer))
            return known.Made;
        var made = new Narrowed(offer, new DeliveryPreparation(mapping, within(offer), logger));
        Volatile.Write(ref _narrowed, made);
        return made.Made;
    }

    private sealed record Narrowed(Offer Offer, DeliveryPreparation Made);

    public PreparedLane Prepare(LaneClaim claim)
    {
        var deliveries = new List<Delivery>(claim.Deliveries.Count);
        var sources = new List<ClaimedDelivery>(claim.Deliveries.Count);
        var settled = new List<DecidedDelivery>();
        foreach (var claimed in claim.Deliveries)
        {
            if (Decide(claimed) is { } decided)
            {
                settled.Add(decided);
                continue;
            }

            var (delivery, failure, plan) = Map(claimed);
            if (delivery is null)
            {
                settled.Add(new DecidedDelivery(claimed, DeliveryState.Parked, failure) { Plan = plan });
                continue;
            }

            deliveries.Add(delivery);
            sources.Add(claimed);
        }

        return new PreparedLane(claim, deliveries, sources, settled);
    }

    private (Delivery? Delivery, Failure? Failure, string? Plan) Map(ClaimedDelivery claimed)
    {
        try
        {
            var record = Read(claimed.Key, claimed.Payload, claimed.Deleted);
            if (IsBare(record))
            {
                return (new Delivery(claimed.Key, claimed.Version, record, [], claimed.Remote, [])
                {
                    Attempts = claimed.Attempts,
                    Sought = MayBecome(record.Key),
                }, null, null);
            }

            return mapping.Map(record) switch
            {
                MappingResult.Mapped mapped => Plan(claimed, record, mapped.Resources),
                MappingResult.Unmappable unmappable => (null, unmappable.Failure, null),
                var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
            };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One record's bug must not stop the others; its text may hold values of the record, so only the type is told.
            Log.PreparationFailed(logger, exception.GetType().Name);
            return (null, new Failure(FailureCode.Internal), null);
        }
    }

    private (Delivery? Delivery, Failure? Failure, string? Plan) Plan(ClaimedDelivery claimed, ClinicRecord record, IReadOnlyList<MappedResource> mapped)
    {
        var planned = planner?.Plan(record, mapped, isSpent: true);
        var plan = planned is null ? null : PlanJson.Of(planner!.Profile, planned);
        if (planned?.Failure is { } failure)
            return (null, failure, plan);
        return (new Delivery(claimed.Key, claimed.Version, record, planned?.Resources ?? mapped, claimed.Remote, claimed.DependsOn)
        {
            Attempts = claimed.Attempts,
            Earlier = claimed.Earlier.Count == 0 ? [] : Earlier(claimed),
            Plan = plan,
        }, null, plan);
    }

    private IReadOnlyList<(string Type, BusinessIdentifier Identifier)> MayBecome(RecordKey key)
    {
        var own = mapping.MayBecome(key);
        return planner is null ? own : [.. own, .. planner.MayBecome(key, own[0].Identifier)];
    }

    /// <summary>What earlier versions became. One that cannot be mapped was not sent.</summary>
    private List<MappedResource> Earlier(ClaimedDelivery claimed)
    {
        List<MappedResource> earlier = [];
        foreach (var version in claimed.Earlier)
        {
            var record = Read(claimed.Key, version.Payload, version.Deleted);
            if (!IsBare(record) && mapping.Map(record) is MappingResult.Mapped mapped)
                earlier.AddRange(planner is null ? mapped.Resources : planner.Plan(record, mapped.Resources, isSpent: true).Resources);
        }

        return earlier;
    }

    /// <summary>Whether nothing but a deletion is known: what an earlier ledger may have sent has to be looked for.</summary>
    private static bool IsBare(ClinicRecord record) => record.Deleted && RecordType.Of(record.Kind).IsBare(record);

    private static ClinicRecord Read(RecordKey key, ReadOnlyMemory<byte> payload, bool deleted)
    {
        // The content's own version stays: a later version with the same content must not become other resources.
        var record = RecordJson.FromLedger(key.Kind, payload.Span);
        return record.Deleted == deleted ? record : record with { Deleted = deleted };
    }

    private DecidedDelivery? Decide(ClaimedDelivery claimed)
    {
        // A ledger of an earlier release kept nothing of a deletion that came first, so there is nothing to look for.
        if (claimed.Deleted && claimed.Payload.IsEmpty)
            return new DecidedDelivery(claimed, DeliveryState.Delivered, null);

        if (claimed.Payload.IsEmpty)
            return new DecidedDelivery(claimed, DeliveryState.Parked, new Failure(FailureCode.Unmappable, "", "the record's content"));

        // What is taken back does not wait for what it referred to.
        if (claimed.Deleted)
            return null;

        foreach (var dependency in claimed.DependsOn)
        {
            // What goes without a reference need not wait for its target.
            if (planner?.MayReferTo(dependency.Key.Kind) == false)
                continue;
            if (dependency.State is DeliveryState.Parked && dependency.Remote.IsEmpty)
                return new DecidedDelivery(claimed, DeliveryState.Held, new Failure(FailureCode.ReferenceParked, Expected: dependency.Key.ToString()));
            if (dependency.State is DeliveryState.Held && dependency.Remote.IsEmpty)
                return new DecidedDelivery(claimed, DeliveryState.Held, new Failure(FailureCode.ReferenceAwaited, Expected: dependency.Key.ToString()));
        }

        return null;
    }
}
