using FhirAdapter.Destinations.FhirServers.Drift;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Destinations.FhirServers.Capability;

/// <summary>What is left of a write profile at a server that says what it can. Pure.</summary>
internal static class OfferedProfile
{
    // What records refer to and the adapter does not write: for what it writes itself a plan needs no search.
    private static readonly string[] Sought = ["Patient", "Practitioner", "Encounter", "Location"];

    private static readonly string[] All = ["create", "read", "update", "search-type"];

    /// <param name="profile">What is known of its kind.</param>
    /// <param name="server">What the server says.</param>
    /// <param name="options">What the operator set.</param>
    /// <returns>The profile itself where nothing is missing, or the server does not say which types it takes.</returns>
    public static WriteProfile Of(WriteProfile profile, ServerCapability server, FhirServerOptions options)
    {
        if (server.Types.Count == 0)
            return profile;
        var plan = new WritePlan(server, options, profile);
        var ways = Enum.GetValues<Records.RecordKind>().SelectMany(profile.RoutesOf).ToHashSet();
        Dictionary<string, TypeProfile>? types = null;
        foreach (var type in Abilities.AllTypes)
        {
            // How what is about others goes is settled when it is sent: it is left out where there is no way.
            if (WritePlan.IsAboutOthers(type) || !IsOfUse(type, ways) || profile.Of(type) is not { } known || Left(type, known, plan) is not { } left)
                continue;
            types ??= new Dictionary<string, TypeProfile>(profile.Types, StringComparer.Ordinal);
            types[type] = left;
        }

        return types is null ? profile : profile with { Types = types };
    }

    /// <summary>The same, with how each type is kept from arriving twice.</summary>
    public static Offer Offer(WriteProfile profile, ServerCapability server, FhirServerOptions options, bool isCurrent) =>
        new(Of(profile, server, options), isCurrent, new WritePlan(server, options, profile).IdentityOf);

    // A report that no way leads to is not missed.
    private static bool IsOfUse(string type, HashSet<Route> ways) => type switch
    {
        "DocumentReference" => ways.Overlaps([Route.Document, Route.ResourcesAndDocument]),
        "QuestionnaireResponse" => ways.Contains(Route.QuestionnaireResponse),
        _ => true,
    };

    private static TypeProfile? Left(string type, TypeProfile known, WritePlan plan)
    {
        // What could be created and never found again could arrive twice.
        var create = known.MayTake("create") && plan.IdentityOf(type) is null;
        var update = known.MayTake("update") && !plan.CanUpdate(type);
        var search = Sought.Contains(type) && known.MayTake("search-type") && known.SearchParameters?.Contains("identifier") != false && !plan.CanSearch(type);
        if (!create && !update && !search)
            return null;
        var interactions = (known.Interactions ?? All.ToHashSet(StringComparer.Ordinal)).ToHashSet(StringComparer.Ordinal);
        if (create)
            interactions.Remove("create");
        if (update)
            interactions.Remove("update");
        return known with
        {
            Interactions = interactions,
            SearchParameters = search ? (known.SearchParameters ?? new HashSet<string>()).Where(name => name != "identifier").ToHashSet(StringComparer.Ordinal) : known.SearchParameters,
            IsOffered = !create,
        };
    }
}
