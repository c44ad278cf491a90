using FhirAdapter.Sandbox.Search;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Writing;

/// <summary>One create, update or delete, alone or as an entry of a transaction.</summary>
internal sealed record WriteEntry
{
    /// <summary>POST, PUT or DELETE.</summary>
    public required string Verb { get; init; }

    public required string Type { get; init; }

    /// <summary>The id in the address, or null for a create or a conditional update.</summary>
    public string? Id { get; init; }

    /// <summary>The condition of a conditional create or update.</summary>
    public IReadOnlyList<QueryPair>? Criteria { get; init; }

    /// <summary>The resource; null for a delete.</summary>
    public ParsedResource? Content { get; init; }

    public string? IfMatch { get; init; }

    /// <summary>What other entries of the transaction call this one.</summary>
    public string? FullUrl { get; init; }

    /// <summary>The place in the Bundle, or null outside of one.</summary>
    public int? Index { get; init; }

    /// <summary>The failure with its place in the Bundle, when there is one.</summary>
    public FhirFailure Located(FhirFailure failure) => Index is { } index ? failure.InEntry(index) : failure;
}
