using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Capability;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>
/// Corrects what cannot be updated by another resource that says what it replaces. Each such link of the chain is created once: like all that nothing
/// at the server names, it is looked up by its content before.
/// </summary>
internal static class Amendments
{
    /// <summary>Makes an entry whose content changed the next link, or leaves it to a person where the server's kind keeps no such words.</summary>
    public static void Apply(Entry entry, ServerSession session, BodyWriter bodies)
    {
        if (WritePlan.IsAboutOthers(entry.Type))
        {
            // What was said at that time was said; another time makes another resource.
            entry.State = EntryState.Arrived;
            return;
        }
        var literal = entry.Self.Literal!;
        if (session.Plan.AmendmentOf(entry.Type) is null)
        {
            entry.Unit.Reject(NotCorrectable.Of(entry, literal));
            return;
        }
        if (entry.IsClosed)
            entry.Hash ??= entry.Body!.Hash();
        entry.Link = new Link(session.Profile!.Of(entry.Type)!, entry.TakesBack, literal, entry.Dated);
        entry.Replaced = [entry.Self.Id!, .. entry.Replaced];
        entry.Self.Forget();
        // What it is a link to is there, so the link has to be.
        (entry.IsNameless, entry.WasLookedUp, entry.IsMaybeThere) = (true, false, false);
        bodies.Write(entry);
    }
}
