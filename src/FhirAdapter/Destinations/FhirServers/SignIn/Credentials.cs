using System.Net.Http.Headers;
using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>What goes into the <c>Authorization</c> header of a request to one origin, and to no other.</summary>
/// <param name="origin">The only place that they may go to.</param>
/// <param name="authorization">The header; <see langword="null"/> where there is nothing to send.</param>
internal sealed class Credentials(Origin origin, AuthenticationHeaderValue? authorization)
{
    /// <summary>Sets the header.</summary>
    /// <exception cref="InvalidOperationException">The request goes elsewhere.</exception>
    public void ApplyTo(HttpRequestMessage message)
    {
        if (authorization is null)
            return;
        if (message.RequestUri is not { } address || !origin.IsHome(address))
            throw new InvalidOperationException("Credentials were about to leave their origin.");
        message.Headers.Authorization = authorization;
    }

    /// <summary>Never what they are.</summary>
    public override string ToString() => "[redacted]";
}
