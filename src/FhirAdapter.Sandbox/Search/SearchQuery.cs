using FhirAdapter.Sandbox.Store;

namespace FhirAdapter.Sandbox.Search;

/// <summary>A search that has been understood.</summary>
/// <param name="Type">The resource type searched.</param>
/// <param name="Clauses">All must match.</param>
/// <param name="PageSize">How many resources one page holds.</param>
/// <param name="CountOnly">Whether only the total is asked for.</param>
/// <param name="Used">The parameters that took effect, for the self link.</param>
internal sealed record SearchQuery(string Type, IReadOnlyList<Clause> Clauses, int PageSize, bool CountOnly, IReadOnlyList<QueryPair> Used)
{
    /// <summary>Every live match, in order of creation.</summary>
    public IEnumerable<ResourceVersion> Run(IStoreView view) =>
        from slot in Candidates(view)
        let version = view.Newest(new ResourceKey(Type, slot.Id))
        where Clauses.All(clause => clause.Matches(version))
        select version;

    private IEnumerable<Slot> Candidates(IStoreView view) =>
        Clauses.Select(clause => clause.Candidates(view)).FirstOrDefault(found => found is not null) ?? view.Live(Type);
}
