using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Failures;

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
        var isRetraction = entry.IsRetraction || entry.Unit.IsDeleted;
        if (session.Plan.AmendmentOf(entry.Type) is not { } amendment)
        {
            entry.Unit.Reject(new Failure(
                FailureCode.NotCorrectable, entry.Type, isRetraction
                    ? $"a server that can update it; ask the hospital to mark {literal} as entered in error"
                    : $"a server that can update it; ask the hospital to correct {literal} by hand"));
            return;
        }
        if (entry.IsClosed)
            entry.Hash ??= entry.Body!.Hash();
        var longest = session.Profile?.Of(entry.Type)?.Elements.GetValueOrDefault("note.text")?.MaxLength;
        entry.Link = new Link(amendment, isRetraction, literal, entry.Dated, longest);
        entry.Replaced = [entry.Self.Id!, .. entry.Replaced];
        entry.Self.Forget();
        (entry.IsNameless, entry.WasLookedUp) = (true, false);
        bodies.Write(entry);
    }
}
