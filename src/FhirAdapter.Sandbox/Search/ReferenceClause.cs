using FhirAdapter.Sandbox.Store;

namespace FhirAdapter.Sandbox.Search;

/// <summary><c>patient</c> or <c>subject</c>: one of several targets as <c>Type/id</c>.</summary>
internal sealed record ReferenceClause(IndexKey[] Keys) : Clause
{
    public override IEnumerable<Slot> Candidates(IStoreView view) => Keys.SelectMany(view.Found).Distinct().Order();

    public override bool Matches(ResourceVersion version) => version.Keys.Any(Keys.Contains);
}
