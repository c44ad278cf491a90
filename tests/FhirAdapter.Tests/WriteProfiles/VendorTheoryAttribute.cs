namespace FhirAdapter.Tests.WriteProfiles;

/// <summary>A theory that needs the vendors' CapabilityStatements; without them it is skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VendorTheoryAttribute : TheoryAttribute
{
    public VendorTheoryAttribute() => Skip = VendorMetadata.IsThere
        ? null
        : "The vendors' CapabilityStatements are not in ../shared/vendor-metadata, so the shipped profiles are not compared with them.";
}
