using FhirAdapter.Records;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>A reference of an entry and what it leads to.</summary>
internal sealed class OpenTarget(OpenReference reference, Target target)
{
    public OpenReference Reference { get; } = reference;

    public Target Target { get; } = target;

    /// <summary>Whether it goes out by identifier alone.</summary>
    public bool IsLogical { get; set; }
}
