using System.Text.Json;
using FhirAdapter.Tests.Records;
using Hl7.Fhir.Serialization;

namespace FhirAdapter.Tests.Profiles.Checks;

/// <summary>
/// What the SDK and the independent validator leave out: R4's invariants, cardinalities inside slices, the types of choices, unknown extensions and
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
            .Concat(Scales.Faults(resource))
            .Concat(BrokenInvariants(written));
    }

    private static IEnumerable<string> BrokenInvariants(WrittenResource written)
    {
        try
        {
            return Invariants.BrokenBy(Mapped.ReadStrictly(written.Json));
        }
        catch (DeserializationFailedException)
        {
            // What cannot be read is the SDK's to report.
            return [];
        }
    }
}
