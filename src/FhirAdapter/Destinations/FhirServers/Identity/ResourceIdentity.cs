using FhirAdapter.Records;

namespace FhirAdapter.Destinations.FhirServers.Identity;

/// <summary>What names a resource at any server: its type and its business identifier.</summary>
internal readonly record struct ResourceIdentity(string Type, string System, string Value)
{
    public static ResourceIdentity Of(string type, BusinessIdentifier identifier) => new(type, identifier.System ?? "", identifier.Value ?? "");

    /// <summary>The search for it, escaped: <c>identifier=system%7Cvalue</c>.</summary>
    public string Query => "identifier=" + SearchToken.Of(System, Value);

    /// <summary>Prints the type only: the identifier may be a patient's.</summary>
    public override string ToString() => Type;
}
