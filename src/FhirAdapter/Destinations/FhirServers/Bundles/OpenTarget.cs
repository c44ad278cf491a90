using FhirAdapter.Records;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>A reference of an entry and what it leads to.</summary>
internal sealed class OpenTarget(OpenReference reference, Target target)
{
    public OpenReference Reference { get; } = reference;

    public Target Target { get; } = target;

    /// <summary>Whether it goes out by identifier alone, or not at all.</summary>
    public bool IsLogical { get; private set; }

    /// <summary>Whether it does not go out: the server takes no reference by identifier.</summary>
    public bool IsLeftOut { get; private set; }

    /// <summary>Waits no more for the id of what it leads to.</summary>
    /// <param name="takesLogical">Whether the server takes references by identifier.</param>
    public void GiveUp(bool takesLogical) => (IsLogical, IsLeftOut) = (true, !takesLogical);
}
