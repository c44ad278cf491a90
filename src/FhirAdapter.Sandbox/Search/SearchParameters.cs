using Hl7.Fhir.Model;

namespace FhirAdapter.Sandbox.Search;

/// <summary>The search parameters of R4, read from the SDK's table of them.</summary>
internal static class SearchParameters
{
    private const string Provenance = "Provenance";

    private static readonly ILookup<string, SearchParameter> ByType = ModelInfo.SearchParameters
        .Where(one => one.Resource is not null && (one.Name is "patient" or "subject" || one is { Name: "target", Resource: Provenance }) && one.Type == SearchParamType.Reference)
        .ToLookup(one => one.Resource!, one => new SearchParameter(one.Name!, [.. one.Path ?? []], [.. (one.Target ?? []).Select(target => target.ToString())]));

    private static readonly HashSet<string> WithIdentifier =
        [.. ModelInfo.SearchParameters.Where(one => one is { Name: "identifier", Type: SearchParamType.Token, Resource: not null }).Select(one => one.Resource!)];

    private static readonly Dictionary<(string Type, string Name), ElementParameter> ByElement = ModelInfo.SearchParameters
        .Where(one => one is { Resource: not null, Name: not null, Path.Length: > 0, Type: SearchParamType.Token or SearchParamType.Date or SearchParamType.Reference })
        .GroupBy(one => (one.Resource!, one.Name!))
        .ToDictionary(same => same.Key, same => ElementParameter.Of(same.Key.Item2, same.First().Type, [.. same.First().Path ?? []]));

    /// <summary>The reference parameters of a type that have an index.</summary>
    public static IEnumerable<SearchParameter> Of(string type) => ByType[type];

    public static bool HasIdentifier(string type) => WithIdentifier.Contains(type);

    /// <summary>The names of the parameters that a server without manners offers: those that are found at once, and the time of a Provenance, which has no identifier.</summary>
    public static IEnumerable<string> Offered(string type) =>
    [
        "_id", "_lastUpdated", .. HasIdentifier(type) ? (string[])["identifier"] : [], .. Of(type).Select(one => one.Name),
        .. type == Provenance ? (string[])["recorded"] : [],
    ];

    /// <summary>A parameter that looks into each resource: a token, a date or a reference.</summary>
    public static ElementParameter? Find(string type, string name) => ByElement.GetValueOrDefault((type, name));

    /// <summary>The kind of a parameter as the CapabilityStatement names it; <see langword="null"/> where nothing can be searched by it here.</summary>
    public static string? KindOf(string type, string name) => name switch
    {
        "_id" => "token",
        "_lastUpdated" => "date",
        "identifier" when HasIdentifier(type) => "token",
        _ when Of(type).Any(one => one.Name == name) => "reference",
        _ => Find(type, name)?.Kind,
    };
}
