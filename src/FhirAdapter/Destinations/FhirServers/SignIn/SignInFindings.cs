namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>What trying to sign in gave.</summary>
/// <param name="Succeeded">Whether there are credentials to send.</param>
/// <param name="Lines">One line each for a person.</param>
internal sealed record SignInFindings(bool Succeeded, IReadOnlyList<string> Lines);
