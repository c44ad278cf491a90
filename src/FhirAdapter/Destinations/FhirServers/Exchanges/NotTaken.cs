using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Rejects, before anything is sent, the records with a resource that the server says it cannot take.</summary>
internal static class NotTaken
{
    public static void Reject(DeliveryCall call, ServerSession session)
    {
        var plan = session.Plan;
        foreach (var entry in call.Entries)
        {
            entry.IsNameless = plan.IsNameless(entry.Type);
            // Such a resource could not be created; where there is none there is nothing to take back.
            entry.IsMaybeThere |= entry.Self.Id is null && session.Profile?.Of(entry.Type) is { } type && TakenStatus.IsRefused(entry.Source.Resource, type);
            if (entry.IsMaybeThere && (plan.IdentityOf(entry.Type) is null || entry is { IsNameless: true, Earlier: null }))
                entry.State = EntryState.Arrived;
            else if (entry.Self.Id is null && plan.IdentityOf(entry.Type) is null)
                entry.Unit.Reject(new Failure(FailureCode.NotSupported, entry.Type, "a server that can create it and find it by identifier"));
            else if (entry.Self.Id is not null && !plan.CanUpdate(entry.Type) && entry.KnownHash is null)
                entry.Unit.Reject(entry.TakesBack ? NotCorrectable.Of(entry, entry.Self.Literal!) : new Failure(FailureCode.NotSupported, entry.Type, "a server that can update it"));
        }
    }
}
