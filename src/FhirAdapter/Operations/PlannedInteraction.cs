using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Operations;

/// <summary>How a resource that a server was never sent gets there.</summary>
public static class PlannedInteraction
{
    /// <summary>A conditional update: one step at the server, which creates it where it is not there.</summary>
    public const string ConditionalUpdate = "conditional-update";

    /// <summary>A conditional create: one step at the server; what is there already is then updated.</summary>
    public const string ConditionalCreate = "conditional-create";

    /// <summary>A search by identifier, then a create where nothing was found.</summary>
    public const string SearchThenCreate = "search-then-create";

    /// <summary>A look-up by patient, date, code and content, then a create where nothing was found.</summary>
    public const string ContentSearchThenCreate = "content-search-then-create";

    /// <summary>One of these, by the server's CapabilityStatement, of which the plan does not know.</summary>
    public const string ByCapability = "by-capability";

    internal static string Of(IdentityMode? identity) => identity switch
    {
        IdentityMode.ConditionalUpdate => ConditionalUpdate,
        IdentityMode.ConditionalCreate => ConditionalCreate,
        IdentityMode.SearchThenCreate => SearchThenCreate,
        IdentityMode.Content => ContentSearchThenCreate,
        _ => ByCapability,
    };

    /// <summary>As far as a write profile tells by itself.</summary>
    internal static string Of(WriteProfile profile, string type)
    {
        var known = profile.Of(type) ?? TypeProfile.AsAdvertised;
        if (!known.KeepsIdentifier)
            return ContentSearchThenCreate;
        return (Takes(known, "update", profile.Conditional.Update), Takes(known, "create", profile.Conditional.Create)) switch
        {
            (true, _) => ConditionalUpdate,
            (false, true) => ConditionalCreate,
            (false, false) => SearchThenCreate,
            _ => ByCapability,
        };
    }

    // Nothing where only the server can tell.
    private static bool? Takes(TypeProfile known, string interaction, bool? onCondition) =>
        onCondition is false || !known.MayTake(interaction) ? false : onCondition is true && known.Interactions is not null ? true : null;
}
