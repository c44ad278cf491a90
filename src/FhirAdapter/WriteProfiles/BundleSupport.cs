namespace FhirAdapter.WriteProfiles;

/// <summary>What a server takes of bundles. What is <see langword="null"/> is as the CapabilityStatement says.</summary>
internal sealed record BundleSupport
{
    public bool? Transaction { get; init; }

    public bool? Batch { get; init; }

    /// <summary>The most entries in one bundle.</summary>
    public int? MaxEntries { get; init; }

    /// <summary>The most entries in one bundle in which some are conditional.</summary>
    public int? MaxConditionalEntries { get; init; }

    /// <summary>Whether resources of several types may stand in one bundle.</summary>
    public bool MixedTypes { get; init; } = true;
}
