namespace FhirAdapter.Destinations.FhirServers.Capability;

/// <summary>What a server says it can do with one resource type. An absent flag counts as not supported, as R4 says.</summary>
internal sealed record TypeCapability(
    bool Create,
    bool Update,
    bool Read,
    bool Search,
    bool ConditionalCreate,
    bool ConditionalUpdate,
    bool UpdateCreate,
    bool Versioned,
    bool SearchByIdentifier)
{
    /// <summary>The names of the search parameters it lists.</summary>
    public IReadOnlySet<string> SearchParameters { get; init; } = new HashSet<string>();

    /// <summary>Whether it has the operation <c>$match</c>.</summary>
    public bool Match { get; init; }

    /// <summary>Assumed of every type where a CapabilityStatement lists no types at all.</summary>
    public static readonly TypeCapability Plain = new(true, true, true, true, false, false, false, true, true)
    {
        SearchParameters = new HashSet<string>(StringComparer.Ordinal) { "identifier", "patient", "date", "code" },
    };
}
