using FhirAdapter.Sandbox.Store;

namespace FhirAdapter.Sandbox.Search;

/// <summary><c>_id</c>: one of several ids.</summary>
internal sealed record IdClause(string Type, string[] Ids) : Clause
{
    public override IEnumerable<Slot> Candidates(IStoreView view) =>
        Ids.Distinct().Select(id => view.Newest(new ResourceKey(Type, id))).Where(one => one is { Deleted: false }).Select(one => one!.Slot).Order();

    public override bool Matches(ResourceVersion version) => Ids.Contains(version.Key.Id);
}
