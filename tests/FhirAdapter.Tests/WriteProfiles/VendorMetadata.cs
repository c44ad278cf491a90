using FhirAdapter.Tests.Architecture;
using FhirAdapter.WriteProfiles.Reading;

namespace FhirAdapter.Tests.WriteProfiles;

/// <summary>The vendors' own CapabilityStatements, which are no part of this repository: a folder beside it, where it is there.</summary>
internal static class VendorMetadata
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(RepositoryRoot.Path, "..", "shared", "vendor-metadata"));

    public static bool IsThere => Directory.Exists(Folder);

    /// <summary>The shipped profiles whose vendors' CapabilityStatements are there.</summary>
    public static IEnumerable<string> Vendors => ShippedProfiles.Names.Where(name => File.Exists(FileOf(name)));

    public static byte[] CapabilityOf(string vendor) => File.ReadAllBytes(FileOf(vendor));

    private static string FileOf(string vendor) => Path.Combine(Folder, vendor + ".capability.json");
}
