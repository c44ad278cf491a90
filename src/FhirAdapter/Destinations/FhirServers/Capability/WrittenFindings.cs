using FhirAdapter.Records;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Destinations.FhirServers.Capability;

/// <summary>Says in lines for a person how records go to a server, and how each type of resource that they become is written and found again.</summary>
internal static class WrittenFindings
{
    public static IEnumerable<string> Of(ServerCapability server, WritePlan plan, WriteProfile profile) =>
    [
        .. WrittenTypes.Ways(profile).Select(each => $"{RecordKindCode.Of(each.Kind)} goes {string.Join(", else ", each.Ways.Select(Way))}"),
        .. WrittenTypes.Of(profile).Select(type => OfType(type, server, plan, profile)),
    ];

    /// <summary>A type without which nothing goes, as people are where the adapter is to create them.</summary>
    public static string OfParty(string type, ServerCapability server, WritePlan plan) => OfTaken(type, server, plan, "records that need it will be parked");

    private static string OfType(string type, ServerCapability server, WritePlan plan, WriteProfile profile)
    {
        // That its kind takes none was known when the profile was chosen; that this one does not take what its kind takes was not.
        if (profile.Of(type)?.MayTake("create") != true && !WrittenTypes.IsReport(type))
            return $"{type}: not sent: this kind of server takes none; texts say what they can of it";
        return OfTaken(type, server, plan, WrittenTypes.HasAnotherWay(profile, type)
            ? "records that need it go another way, or are parked where none is left"
            : "records that need it will be parked");
    }

    private static string OfTaken(string type, ServerCapability server, WritePlan plan, string otherwise)
    {
        if (server.Of(type) is not { } can)
            return $"{type}: MISSING; {otherwise}";
        if (plan.IdentityOf(type) is not { } identity)
            return $"{type}: MISSING a way to create it and find it again; {otherwise}";
        return $"{type}: create {YesNo(can.Create)}, update {YesNo(plan.CanUpdate(type))}, conditional create {YesNo(can.ConditionalCreate)}, "
            + $"conditional update {YesNo(can.ConditionalUpdate)}; found again by {Found(identity)}{Correction(type, plan)}";
    }

    private static string Correction(string type, WritePlan plan)
    {
        if (plan.CanUpdate(type))
            return "";
        if (plan.AmendmentOf(type) is not null)
            return "; no update: a correction is another that says what it replaces";
        return plan.MayUpdate(type) ? "; MISSING update: corrections will be parked" : "; no update: a correction is parked for a person";
    }

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string Found(IdentityMode identity) => identity switch
    {
        IdentityMode.ConditionalUpdate => "identifier (conditional update)",
        IdentityMode.ConditionalCreate => "identifier (conditional create)",
        IdentityMode.Content => "patient, date, code and content",
        _ => "identifier (search, then create)",
    };

    private static string Way(Route way) => way switch
    {
        Route.Resources => "as resources",
        Route.ResourcesAndDocument => "as resources and a document",
        Route.Document => "as a document",
        _ => "as a questionnaire response",
    };
}
