using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Search;

/// <summary>The parameters of a history interaction.</summary>
/// <param name="Since">Only versions written at or after this instant.</param>
/// <param name="PageSize">Versions on one page.</param>
/// <param name="Before">Only versions before this place in the log; set by <c>next</c> links.</param>
/// <param name="Query">The query text for links.</param>
internal sealed record HistoryQuery(DateTimeOffset Since, int PageSize, int Before, string Query)
{
    public static Answer<HistoryQuery> Parse(IReadOnlyList<QueryPair> pairs)
    {
        var before = int.MaxValue;
        if (pairs.FirstOrDefault(pair => pair.Name == Paging.Parameter) is { Name: not null } token)
        {
            if (Paging.Parse(token.Value) is not { After: <= int.MaxValue } page) return FhirFailure.Of(400, "value", "The page token is not one that this server gave.");
            (before, pairs) = ((int)page.After, QueryPair.Parse(page.Query));
        }

        var (since, pageSize) = (DateTimeOffset.MinValue, Paging.DefaultPageSize);
        foreach (var pair in pairs)
        {
            switch (pair.Name)
            {
                case "_since" when FhirTime.TryInstant(pair.Value, out since):
                case "_count" when Paging.TrySize(pair.Value, out pageSize) && pageSize > 0:
                case "_format" or "_pretty":
                    break;
                case "_since":
                    return FhirFailure.Of(400, "value", "_since must be an instant with its zone; a plus sign must be sent as %2B.");
                case "_count":
                    return FhirFailure.Of(400, "value", "_count must be a number from 1 to 1000.");
                default:
                    return FhirFailure.Of(400, "not-supported", "A history takes _since and _count only.");
            }
        }

        return new HistoryQuery(since, pageSize, before, QueryPair.Format(pairs));
    }
}
