using FhirAdapter.Sandbox.Search;

namespace FhirAdapter.Sandbox.Metadata;

/// <summary>What the server does with resources of one type; it is served and advertised from here.</summary>
internal sealed record ServedType
{
    private static readonly string[] EveryInteraction = ["read", "vread", "update", "delete", "history-instance", "history-type", "create", "search-type"];

    public ServedType(string type)
    {
        Type = type;
        SearchParameters = [.. Search.SearchParameters.Offered(type)];
    }

    public string Type { get; }

    /// <summary>The interactions by their codes in FHIR.</summary>
    public IReadOnlyList<string> Interactions { get; init; } = EveryInteraction;

    public bool ConditionalCreate { get; init; } = true;

    public bool ConditionalUpdate { get; init; } = true;

    /// <summary>Whether resources have versions that an update can be bound to.</summary>
    public bool Versioned { get; init; } = true;

    public IReadOnlyList<string> SearchParameters { get; init; }

    public bool Does(string interaction) => Interactions.Contains(interaction);
}
