using FhirAdapter.Tests.Architecture;

namespace FhirAdapter.Tests.WriteProfiles;

/// <summary>The vendors' own CapabilityStatements, which are no part of this repository: a folder beside it, where it is there.</summary>
internal static class VendorMetadata
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(RepositoryRoot.Path, "..", "shared", "vendor-metadata"));

    public static bool IsThere => Directory.Exists(Folder);

    /// <summary>Those whose CapabilityStatements are there.</summary>
    public static readonly string[] Vendors = ["athenahealth", "eclinicalworks", "epic", "meditech", "oracle-health", "veradigm"];

    public static byte[] CapabilityOf(string vendor) => File.ReadAllBytes(Path.Combine(Folder, vendor + ".capability.json"));
}
