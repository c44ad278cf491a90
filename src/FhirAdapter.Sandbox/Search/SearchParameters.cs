using Hl7.Fhir.Model;

namespace FhirAdapter.Sandbox.Search;

/// <summary>Where R4 defines <c>patient</c>, <c>subject</c> and <c>identifier</c>: read from the SDK's table of search parameters.</summary>
internal static class SearchParameters
{
    private static readonly ILookup<string, SearchParameter> ByType = ModelInfo.SearchParameters
        .Where(one => one.Resource is not null && one.Name is "patient" or "subject" && one.Type == SearchParamType.Reference)
        .ToLookup(one => one.Resource!, one => new SearchParameter(one.Name!, [.. one.Path ?? []], [.. (one.Target ?? []).Select(target => target.ToString())]));

    private static readonly HashSet<string> WithIdentifier =
        [.. ModelInfo.SearchParameters.Where(one => one is { Name: "identifier", Type: SearchParamType.Token, Resource: not null }).Select(one => one.Resource!)];

    /// <summary>The reference parameters of a type.</summary>
    public static IEnumerable<SearchParameter> Of(string type) => ByType[type];

    public static bool HasIdentifier(string type) => WithIdentifier.Contains(type);
}
