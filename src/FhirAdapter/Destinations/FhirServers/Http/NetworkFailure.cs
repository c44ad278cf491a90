using System.Security.Authentication;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>Says what a person can mend about a connection that could not be made.</summary>
internal static class NetworkFailure
{
    /// <summary>What is to be mended; nothing where the network may simply be down.</summary>
    public static Failure? Of(Exception failure) => failure.InnerException switch
    {
        AddressNotAllowedException denied => new Failure(
            FailureCode.AddressNotAllowed, "AllowedNetworks", $"{denied.Address} or its network in that list: {denied.Host} is there, which is not in the public internet"),
        AuthenticationException => new Failure(
            FailureCode.Unavailable, "Tls", "a TLS connection: a certificate for the host that this machine or TrustFile trusts and that is not revoked, and a client certificate that the server takes"),
        _ => null,
    };
}
