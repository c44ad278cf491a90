namespace FhirAdapter.Sandbox.Metadata;

/// <summary>What the server does: of itself, everything it can.</summary>
internal sealed record Served
{
    public static readonly Served Everything = new() { Types = ResourceTypes.All.ToDictionary(type => type, type => new ServedType(type), StringComparer.Ordinal) };

    /// <summary>The types that are served; another is unknown here.</summary>
    public required IReadOnlyDictionary<string, ServedType> Types { get; init; }

    public bool Transaction { get; init; } = true;

    public bool Batch { get; init; } = true;

    public bool SystemHistory { get; init; } = true;

    /// <summary>Whether a reference may name its target by identifier alone.</summary>
    public bool LogicalReferences { get; init; } = true;

    /// <summary>Whether resources of a type may be searched by a parameter.</summary>
    public bool Searches(string type, string parameter) => Types.TryGetValue(type, out var served) && served.SearchParameters.Contains(parameter);
}
