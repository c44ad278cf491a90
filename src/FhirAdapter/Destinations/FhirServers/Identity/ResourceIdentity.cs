using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Records;

namespace FhirAdapter.Destinations.FhirServers.Identity;

/// <summary>What names a resource at any server: its type and its business identifier.</summary>
internal readonly record struct ResourceIdentity(string Type, string System, string Value)
{
    private const string Parameter = "identifier=";

    public static ResourceIdentity Of(string type, BusinessIdentifier identifier) => new(type, identifier.System ?? "", identifier.Value ?? "");

    /// <summary>The search for it, escaped: <c>identifier=system%7Cvalue</c>.</summary>
    public string Query => Parameter + SearchToken.Of(System, Value);

    /// <summary>The search for whatever bears one of several identifiers.</summary>
    public static string QueryOfAny(IEnumerable<ResourceIdentity> identities) =>
        Parameter + string.Join(',', identities.Select(each => SearchToken.Of(each.System, each.Value)));

    /// <summary>Writes <see cref="Query"/> into a request's body.</summary>
    public void WriteQuery(PooledBytes output)
    {
        output.WriteAscii(Parameter);
        SearchToken.Write(output, System, Value);
    }

    /// <summary>Prints the type only: the identifier may be a patient's.</summary>
    public override string ToString() => Type;
}
