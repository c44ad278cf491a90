using Hl7.Fhir.Model;

namespace FhirAdapter.Sandbox.Metadata;

/// <summary>The resource types served: all of R4 but Parameters, which R4 does not let a server store.</summary>
internal static class ResourceTypes
{
    private static readonly HashSet<string> Known = [.. ModelInfo.SupportedResources.Where(type => type != "Parameters")];

    public static IEnumerable<string> All => Known.Order(StringComparer.Ordinal);

    public static bool IsKnown(string type) => Known.Contains(type);
}
