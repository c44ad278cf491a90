using FhirAdapter.Sandbox.Store;

namespace FhirAdapter.Sandbox.Search;

/// <summary>One search parameter with its value, ready to run. Several clauses of a query are joined by AND.</summary>
internal abstract record Clause
{
    /// <summary>Resources that may match, in order of creation, or null when only a look at all of them can tell.</summary>
    public virtual IEnumerable<Slot>? Candidates(IStoreView view) => null;

    /// <summary>Whether a live resource matches.</summary>
    public abstract bool Matches(ResourceVersion version);
}
