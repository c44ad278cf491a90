using FhirAdapter.Destinations.FhirServers.Identity;
using FhirAdapter.Destinations.FhirServers.Outcomes;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>What a server answered to one entry.</summary>
/// <param name="Status">Its own HTTP status; 0 where it has none that can be read.</param>
/// <param name="Remote">Which resource it is about, where it says so.</param>
/// <param name="Version">The version it has now, where it says so.</param>
/// <param name="Issue">The first error it names.</param>
internal readonly record struct EntryReply(int Status, RemoteId? Remote, string? Version, OutcomeIssue? Issue)
{
    /// <summary>Whether the answer's body is not whole, so that what its head says has to be read back.</summary>
    public bool IsCut { get; init; }
}
