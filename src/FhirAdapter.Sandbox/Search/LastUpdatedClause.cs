using FhirAdapter.Sandbox.Store;

namespace FhirAdapter.Sandbox.Search;

/// <summary><c>_lastUpdated</c>: within a half-open interval.</summary>
internal sealed record LastUpdatedClause(DateTimeOffset From, DateTimeOffset Until) : Clause
{
    public override bool Matches(ResourceVersion version) => version.LastUpdated >= From && version.LastUpdated < Until;
}
