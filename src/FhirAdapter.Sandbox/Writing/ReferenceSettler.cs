using FhirAdapter.Sandbox.Search;
using FhirAdapter.Sandbox.Store;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Writing;

/// <summary>
/// Replaces the references of one transaction by literal ones and checks that they resolve. It runs when every entry has its identity,
/// so that a conditional reference also finds what the same transaction creates.
/// </summary>
internal sealed class ReferenceSettler(SandboxOptions options, SearchParser search, Uri baseAddress, IStoreView view,
    IReadOnlyDictionary<string, ResourceKey> byFullUrl)
{
    private readonly Dictionary<string, ResourceKey> _byCondition = new(StringComparer.Ordinal);

    /// <summary>What every text that refers to another entry is to be replaced by.</summary>
    public string? Replacement(string text) =>
        byFullUrl.TryGetValue(text, out var key) || _byCondition.TryGetValue(text, out key) ? key.ToString() : null;

    /// <summary>Settles the references of one resource; null when all is well.</summary>
    public FhirFailure? Settle(ParsedResource content, bool inTransaction)
    {
        foreach (var reference in content.References)
        {
            if (Settle(reference, inTransaction) is { } failure) return failure;
        }

        return null;
    }

    /// <summary>The index keys of the literal references in a resource whose references are settled.</summary>
    public IEnumerable<IndexKey> Keys(ParsedResource content) =>
        from reference in content.References
        let target = LocalReference.Parse(Replacement(reference.Value) ?? reference.Value, baseAddress)
        where target is not null
        from parameter in SearchParameters.Of(content.Type)
        where parameter.Elements.Contains(reference.Element) && (parameter.Name != "patient" || target.Key.Type == "Patient")
        select IndexKey.Reference(content.Type, parameter.Name, target.Key.ToString());

    private FhirFailure? Settle(FoundReference reference, bool inTransaction)
    {
        var (text, path) = (reference.Value, reference.Path);
        if (text.StartsWith('#')) return null;
        if (text.Contains('?', StringComparison.Ordinal) && !Uri.TryCreate(text, UriKind.Absolute, out _))
        {
            if (!inTransaction) return FhirFailure.Of(400, "not-supported", "Conditional references are resolved in transactions only.", path);
            if (!_byCondition.ContainsKey(text) && ResolveCondition(text, path) is { } failure) return failure;
        }

        var literal = Replacement(text) ?? text;
        if (literal.StartsWith("urn:", StringComparison.Ordinal))
            return options.Strict ? FhirFailure.Of(422, "not-found", "The reference names no entry of the transaction.", path) : null;
        if (LocalReference.Parse(literal, baseAddress) is not { } target)
        {
            var elsewhere = Uri.TryCreate(literal, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https"
                && !literal.StartsWith(baseAddress.AbsoluteUri, StringComparison.Ordinal);
            return elsewhere
                ? null
                : FhirFailure.Of(400, "value", "The reference must be Type/id, a URL, a fragment, or within a transaction a urn:uuid or a condition.", path);
        }

        if (!ReferenceTargets.Allows(reference.Element, target.Key.Type))
            return FhirFailure.Of(422, "structure", "R4 does not let this element refer to a resource of this type.", path);
        if (reference.DeclaredType is { } declared && declared != target.Key.Type)
            return FhirFailure.Of(422, "invariant", "Reference.type is not the type that the reference leads to.", path);
        return options.Strict && !Exists(target) ? FhirFailure.Of(422, "not-found", "The reference names no resource of this server.", path) : null;
    }

    private FhirFailure? ResolveCondition(string text, string path)
    {
        var cut = text.IndexOf('?', StringComparison.Ordinal);
        var type = text[..cut];
        if (!Metadata.ResourceTypes.IsKnown(type)) return FhirFailure.Of(400, "value", "The condition in the reference must be Type?parameter=value.", path);
        if (search.Criteria(type, QueryPair.Parse(text[cut..])).Failed(out var failure, out var query))
            return failure with { Issues = [.. failure.Issues.Select(issue => issue with { Expression = path })] };
        ResourceVersion[] matches = [.. query.Run(view).Take(2)];
        if (matches.Length == 0) return FhirFailure.Of(400, "not-found", "The condition in the reference finds no resource.", path);
        if (matches.Length > 1) return FhirFailure.Of(412, "multiple-matches", "The condition in the reference finds several resources.", path);
        _byCondition[text] = matches[0].Key;
        return null;
    }

    private bool Exists(LocalReference target)
    {
        var newest = view.Newest(target.Key);
        if (target.Version is not { } wanted) return newest is { Deleted: false };
        while (newest is not null && newest.VersionId != wanted) newest = newest.Previous;
        return newest is { Deleted: false };
    }
}
