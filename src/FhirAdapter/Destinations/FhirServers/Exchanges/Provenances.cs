using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Failures;
using FhirAdapter.Records;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>
/// Settles, before anything is sent, how a Provenance goes, which bears no identifier in R4: under an id that the adapter chooses, or looked up by its
/// content; where the server takes it in neither way it is left out, for a second one would be worse than none.
/// </summary>
internal static class Provenances
{
    /// <param name="call">What is to be delivered.</param>
    /// <param name="plan">Says what the server takes.</param>
    /// <param name="idOf">Gives a resource the id that it bears for ever; nothing where the adapter has no key for that.</param>
    public static void Settle(DeliveryCall call, WritePlan plan, Func<string, BusinessIdentifier, string>? idOf)
    {
        foreach (var unit in call.Lanes.SelectMany(lane => lane))
        {
            foreach (var entry in unit.Entries.FindAll(static each => WritePlan.IsAboutOthers(each.Type)))
                Settle(unit, entry, plan, idOf);
        }
    }

    private static void Settle(Unit unit, Entry entry, WritePlan plan, Func<string, BusinessIdentifier, string>? idOf)
    {
        var choosesIds = plan.ChoosesIds(entry.Type) && idOf is not null;
        // An id that is not known to have arrived is chosen anew, or looked up.
        if (entry.KnownHash is null)
            entry.Self.Forget();
        if (entry.Self.Id is not null)
            return;
        if (choosesIds)
            Name(unit, entry, idOf!);
        else if (plan.IdentityOf(entry.Type) is null)
            unit.LeaveOut(entry);
    }

    private static void Name(Unit unit, Entry entry, Func<string, BusinessIdentifier, string> idOf)
    {
        try
        {
            entry.Self.Found(idOf(entry.Type, entry.Source.Identifier), version: null, isConfirmed: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            unit.Defer(new Failure(FailureCode.Unavailable, "Identity:KeyFile", "a key that can be read, or made"), usesAttempt: false);
        }
    }
}
