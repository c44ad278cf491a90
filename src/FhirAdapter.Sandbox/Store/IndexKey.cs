using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Store;

/// <summary>What a resource can be found by at once: a search parameter of its type and a value.</summary>
/// <param name="Type">The resource type.</param>
/// <param name="Parameter">The search parameter.</param>
/// <param name="System">The identifier's system, or empty.</param>
/// <param name="Value">The identifier's value, or the reference as <c>Type/id</c>.</param>
internal readonly record struct IndexKey(string Type, string Parameter, string System, string Value)
{
    /// <summary>
    /// Identifiers are indexed by value alone, so that one entry serves <c>system|value</c>, <c>value</c> and <c>|value</c>; the system is compared afterwards.
    /// </summary>
    public static IndexKey Identifier(string type, string value) => new(type, "identifier", "", value);

    public static IndexKey Reference(string type, string parameter, string target) => new(type, parameter, "", target);

    public static IEnumerable<IndexKey> Of(ParsedResource resource) =>
        resource.Identifiers.Select(identifier => Identifier(resource.Type, identifier.Value)).Distinct();
}
