using System.Text.Json;

namespace FhirAdapter.Tests.Profiles.Checks;

/// <summary>
/// What neither the SDK nor the independent validator looks at: cardinalities inside slices, the types of choices, unknown extensions and
/// their places, bindings, names of codes, references, and what the project promises of its texts.
/// </summary>
internal static class OwnChecks
{
    public static IEnumerable<string> Faults(WrittenResource written)
    {
        using var document = JsonDocument.Parse(written.Json);
        var resource = document.RootElement.Clone();
        if (!CompiledProfiles.Definitions.TryGetValue(written.Profile, out var profile))
            return [$"the profile {written.Profile} is not there"];
        return ProfileShape.Faults(resource, profile)
            .Concat(ExtensionPlaces.Faults(resource))
            .Concat(Terms.Faults(resource))
            .Concat(References.Faults(resource))
            .Concat(Sides.Faults(resource))
            .Concat(Scales.Faults(resource));
    }
}
