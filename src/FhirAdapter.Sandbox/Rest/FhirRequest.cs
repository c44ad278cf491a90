using FhirAdapter.Sandbox.Search;

namespace FhirAdapter.Sandbox.Rest;

/// <summary>One FHIR interaction as asked for, by HTTP or by an entry of a Bundle.</summary>
internal sealed record FhirRequest
{
    /// <summary>GET, POST, PUT or DELETE; HEAD comes here as GET.</summary>
    public required string Verb { get; init; }

    /// <summary>The path below the base, split at slashes; empty for the base itself.</summary>
    public required string[] Segments { get; init; }

    public IReadOnlyList<QueryPair> Query { get; init; } = [];

    /// <summary>The parameters of a search that stand in the body.</summary>
    public IReadOnlyList<QueryPair> Form { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    public string? IfMatch { get; init; }

    public string? IfNoneMatch { get; init; }

    public string? IfNoneExist { get; init; }

    public Preference Prefer { get; init; } = Preference.None;
}
