using FhirAdapter.Destinations.FhirServers.Capability;

namespace FhirAdapter.Destinations.FhirServers.Drift;

/// <summary>Which of the abilities that were counted on a write or a look-up uses. Pure.</summary>
internal static class AbilityNeeds
{
    /// <summary>What bringing a resource of a type to the server uses.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="isKnown">Whether its id there is known.</param>
    /// <param name="kept">The abilities that are counted on.</param>
    /// <param name="plan">Says which types bear no name there.</param>
    /// <param name="identity">How the operator set that resources are kept from arriving twice.</param>
    public static IReadOnlyList<string> OfWrite(string type, bool isKnown, IReadOnlySet<string> kept, WritePlan plan, IdentityMode identity)
    {
        string Ability(string interaction) => Abilities.Of(interaction, type);
        if (WritePlan.IsAboutOthers(type))
            return OfSayingOfOthers(type, kept);
        if (isKnown && plan.MayUpdate(type))
            return [Ability("update")];
        if (isKnown || plan.IsNameless(type))
            return [Ability("create"), Abilities.Search(type, kept.Contains(Abilities.Search(type, "patient")) ? "patient" : "subject")];
        return identity switch
        {
            IdentityMode.ConditionalUpdate => [Ability("conditional update"), Ability("update")],
            IdentityMode.ConditionalCreate => [Ability("conditional create"), Ability("create")],
            IdentityMode.SearchThenCreate => [Ability("create"), Abilities.Search(type, "identifier")],
            _ when kept.Contains(Ability("conditional update")) && kept.Contains(Ability("update")) => [Ability("conditional update"), Ability("update")],
            _ when kept.Contains(Ability("conditional create")) && kept.Contains(Ability("create")) => [Ability("conditional create"), Ability("create")],
            _ => [Ability("create"), Abilities.Search(type, "identifier")],
        };
    }

    // Where it can be had in neither way it is left out, and nothing waits for it.
    private static string[] OfSayingOfOthers(string type, IReadOnlySet<string> kept) => kept.Contains(Abilities.Of("chosen ids", type))
        ? [Abilities.Of("chosen ids", type), Abilities.Of("update", type)]
        : [Abilities.Of("create", type), Abilities.Search(type, "target")];

    /// <summary>What finding somebody or something that is referred to uses.</summary>
    public static string OfReference(string type, IReadOnlySet<string> kept) =>
        type == "Patient" && !kept.Contains(Abilities.Search(type, "identifier")) && kept.Contains(Abilities.Of("$match", type))
            ? Abilities.Of("$match", type)
            : Abilities.Search(type, "identifier");
}
