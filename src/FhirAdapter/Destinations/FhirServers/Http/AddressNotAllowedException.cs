using System.Net;

namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>A host has no address that may be connected to. It travels through the network stack and becomes a failure at its edge.</summary>
internal sealed class AddressNotAllowedException(string host, IPAddress address) : IOException("The host has no address that may be connected to.")
{
    public string Host { get; } = host;

    public IPAddress Address { get; } = address;
}
