using System.Net;
using System.Net.Sockets;

namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>Resolves a host, keeps the addresses that may be connected to, and connects to one of them: the address checked is the address used.</summary>
/// <param name="rule">Which addresses these are.</param>
/// <param name="resolve">Stands in for the resolver in tests.</param>
internal sealed class GuardedConnect(AddressRule rule, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve = resolve ?? Dns.GetHostAddressesAsync;

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var endpoint = context.DnsEndPoint;
        var found = await resolve(endpoint.Host, cancellationToken).ConfigureAwait(false);
        var allowed = Array.FindAll(found, each => rule.Allows(endpoint.Host, each));
        if (allowed.Length == 0)
        {
            throw found.Length == 0
                ? new SocketException((int)SocketError.HostNotFound)
                : new AddressNotAllowedException(endpoint.Host, found[0]);
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, endpoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
