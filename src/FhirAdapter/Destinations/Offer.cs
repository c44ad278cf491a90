using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Destinations;

/// <summary>What the server of a destination takes: its write profile less what it does not say that it can.</summary>
/// <param name="Profile">What is left of the profile; the profile itself where nothing is missing.</param>
/// <param name="IsCurrent">Whether the server said so when it was asked just now; else it is what it said last.</param>
/// <param name="IdentityOf">How a resource of a type that is new there is kept from arriving twice, and where others of its record refer to it; nothing where nothing would do that.</param>
internal sealed record Offer(WriteProfile Profile, bool IsCurrent, Func<string, bool, IdentityMode?> IdentityOf);
