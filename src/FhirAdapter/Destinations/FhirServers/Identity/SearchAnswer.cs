namespace FhirAdapter.Destinations.FhirServers.Identity;

/// <summary>What a search found of one identity.</summary>
/// <param name="Matches">How many resources bear exactly that identifier.</param>
/// <param name="Remote">The first of them.</param>
internal readonly record struct SearchAnswer(int Matches, RemoteId? Remote);
