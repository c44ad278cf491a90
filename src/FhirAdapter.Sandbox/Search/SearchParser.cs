using FhirAdapter.Sandbox.Metadata;
using FhirAdapter.Sandbox.Rest;
using FhirAdapter.Sandbox.Store;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Search;

/// <summary>Reads search parameters. A parameter that is known but wrong is always refused; an unknown one only when strict.</summary>
internal sealed class SearchParser(Served served, Uri baseAddress)
{
    /// <summary>A search with its result parameters.</summary>
    public Answer<SearchQuery> Search(string type, IReadOnlyList<QueryPair> pairs, bool strict)
    {
        var clauses = new List<Clause>();
        var used = new List<QueryPair>();
        var (pageSize, countOnly) = (Paging.DefaultPageSize, false);
        foreach (var pair in pairs)
        {
            switch (pair.Name)
            {
                case "_count":
                    if (!Paging.TrySize(pair.Value, out pageSize)) return Refuse("_count must be a number from 0 to 1000.");
                    break;
                case "_summary":
                    if (pair.Value is not ("count" or "false")) return Refuse("_summary may be count or false here.");
                    countOnly = pair.Value == "count";
                    break;
                case "_total" when pair.Value is "none" or "estimate" or "accurate":
                case "_format" or "_pretty":
                    continue;
                default:
                    if (Criterion(type, pair).Failed(out var failure, out var clause))
                    {
                        if (failure.Issues[0].Code == "not-supported" && !strict) continue;
                        return failure;
                    }

                    clauses.Add(clause);
                    break;
            }

            used.Add(pair);
        }

        return new SearchQuery(type, clauses, pageSize, countOnly || pageSize == 0, used);
    }

    /// <summary>The criteria of a conditional interaction: nothing unknown, and something to go by.</summary>
    public Answer<SearchQuery> Criteria(string type, IReadOnlyList<QueryPair> pairs)
    {
        var clauses = new List<Clause>();
        foreach (var pair in pairs)
        {
            if (Criterion(type, pair).Failed(out var failure, out var clause)) return failure;
            clauses.Add(clause);
        }

        return clauses.Count == 0
            ? FhirFailure.Of(412, "multiple-matches", "The condition is empty: it is not selective enough.")
            : new SearchQuery(type, clauses, Paging.DefaultPageSize, CountOnly: false, pairs);
    }

    private Answer<Clause> Criterion(string type, QueryPair pair)
    {
        if (!served.Searches(type, pair.Name)) return Unsupported(type);
        var parameter = SearchParameters.Of(type).FirstOrDefault(one => one.Name == pair.Name);
        if (parameter is not null) return Reference(type, parameter, pair.Value);
        switch (pair.Name)
        {
            case "_id":
                var ids = IdentifierToken.SplitAlternatives(pair.Value);
                return ids.All(ResourceAddress.IsId) ? new IdClause(type, ids) : Refuse("_id must be one or more ids.");
            case "_lastUpdated":
                return DateComparison.Parse(pair.Value) is { } clause ? clause : Refuse("_lastUpdated must be a date or a time with its zone, "
                    + "with eq, ge, gt, le, lt or no prefix; a plus sign must be sent as %2B.");
            case "identifier" when SearchParameters.HasIdentifier(type):
                var tokens = IdentifierToken.SplitAlternatives(pair.Value).Select(IdentifierToken.Parse).ToArray();
                return tokens.All(token => token is not null) ? new IdentifierClause(type, tokens!) : Refuse("identifier must be system|value, value, |value or system|.");
            default:
                if (SearchParameters.Find(type, pair.Name) is not { } element) return Unsupported(type);
                return element.With(pair.Value) is { } found ? found : Refuse($"{pair.Name} is a {element.Kind} parameter; its value is none.");
        }
    }

    private static FhirFailure Unsupported(string type) =>
        FhirFailure.Of(400, "not-supported", $"A search parameter or modifier is not supported for {type}; the CapabilityStatement lists those that are.");

    private Answer<Clause> Reference(string type, SearchParameter parameter, string value)
    {
        var keys = new List<IndexKey>();
        foreach (var target in IdentifierToken.SplitAlternatives(value))
        {
            if (LocalReference.Parse(target, baseAddress) is { Version: null } local)
                keys.Add(IndexKey.Reference(type, parameter.Name, local.Key.ToString()));
            else if (ResourceAddress.IsId(target))
                keys.AddRange(parameter.BareIdTypes.Select(bare => IndexKey.Reference(type, parameter.Name, $"{bare}/{target}")));
            else
                return Refuse($"{parameter.Name} must be Type/id or id.");
        }

        return new ReferenceClause([.. keys]);
    }

    private static FhirFailure Refuse(string text) => FhirFailure.Of(400, "value", text);
}
