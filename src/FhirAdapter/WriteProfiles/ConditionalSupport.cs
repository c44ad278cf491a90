namespace FhirAdapter.WriteProfiles;

/// <summary>Which conditional writes a server takes. What is <see langword="null"/> is as the CapabilityStatement says.</summary>
internal sealed record ConditionalSupport
{
    public bool? Create { get; init; }

    public bool? Update { get; init; }

    /// <summary>Whether an update must name the version that it replaces (<c>If-Match</c>).</summary>
    public bool UpdateNeedsVersion { get; init; }
}
