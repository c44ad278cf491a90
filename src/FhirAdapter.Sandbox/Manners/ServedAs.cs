using FhirAdapter.Sandbox.Metadata;
using FhirAdapter.Sandbox.Search;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>What is left of all that the sandbox can, where it behaves as a write profile says.</summary>
internal static class ServedAs
{
    public static Served Of(WriteProfile profile) => new()
    {
        Types = ResourceTypes.All
            .Where(type => profile.Of(type) is not null)
            .ToDictionary(type => type, type => Of(type, profile.Of(type)!, profile.Conditional), StringComparer.Ordinal),
        Transaction = profile.Bundles.Transaction ?? true,
        Batch = profile.Bundles.Batch ?? true,
        SystemHistory = profile.OtherTypesAsAdvertised,
        LogicalReferences = profile.References.Logical,
    };

    private static ServedType Of(string type, TypeProfile profile, ConditionalSupport conditional)
    {
        var all = new ServedType(type);
        return all with
        {
            Interactions = [.. all.Interactions.Where(profile.MayTake)],
            ConditionalCreate = profile.MayTake("create") && (conditional.Create ?? true),
            ConditionalUpdate = profile.MayTake("update") && (conditional.Update ?? true),
            Versioned = profile.Versions ?? true,
            SearchParameters = profile.SearchParameters is { } listed
                ? [.. listed.Where(name => SearchParameters.KindOf(type, name) is not null).Order(StringComparer.Ordinal)]
                : all.SearchParameters,
        };
    }
}
