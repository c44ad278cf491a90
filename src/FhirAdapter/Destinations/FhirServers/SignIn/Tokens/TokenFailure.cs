using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>Why there is no token.</summary>
/// <param name="Failure">Why.</param>
/// <param name="Reached">Whether a server was asked and answered: then it is not asked again soon.</param>
/// <param name="Wait">How long the server asked to be left alone.</param>
internal sealed record TokenFailure(Failure Failure, bool Reached, TimeSpan? Wait = null);
