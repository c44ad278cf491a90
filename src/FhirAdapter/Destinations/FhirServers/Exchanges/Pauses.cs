using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Drift;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Holds, before anything is sent, the records that need what the server had and no longer says it has. The others go on.</summary>
internal static class Pauses
{
    public static void Hold(DeliveryCall call, ServerSession session)
    {
        if (!session.Drift.IsDrifted)
            return;
        foreach (var unit in call.Lanes.SelectMany(lane => lane))
        {
            if (unit.State == UnitState.Open && Lost(unit, session) is { } lost)
                unit.Hold(new Failure(FailureCode.CapabilityChanged, Expected: $"{lost}, which the server had; accept its new state by `fhir-adapter accept`"));
        }
    }

    private static string? Lost(Unit unit, ServerSession session)
    {
        var drift = session.Drift;
        foreach (var entry in unit.Entries)
        {
            var needs = AbilityNeeds.OfWrite(entry.Type, entry.Self.Id is not null, drift.Kept, session.Plan, session.Options.Identity);
            if (drift.LostOf(needs) is { } lost)
                return lost;
            foreach (var each in entry.References)
            {
                if (each.Reference.Required && each.Target is { Literal: null, Entry: null, IsAwaited: false, IsParked: false }
                    && drift.LostOf([AbilityNeeds.OfReference(each.Reference.TargetType, drift.Kept)]) is { } missing)
                    return missing;
            }
        }
        return null;
    }
}
