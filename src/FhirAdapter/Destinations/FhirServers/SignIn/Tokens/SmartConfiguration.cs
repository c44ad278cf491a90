namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>What a server's <c>.well-known/smart-configuration</c> says of Backend Services.</summary>
/// <param name="TokenAddress">Where tokens are asked for, not yet checked.</param>
/// <param name="Methods">How clients may show who they are; empty where it does not say.</param>
/// <param name="Algorithms">What assertions may be signed with; empty where it does not say.</param>
internal sealed record SmartConfiguration(Uri TokenAddress, IReadOnlyList<string> Methods, IReadOnlyList<string> Algorithms);
