using System.Net;
using System.Net.Sockets;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn;

/// <summary>Somebody else's host: it takes any connection, answers nothing, and counts what it got.</summary>
internal sealed class EvilListener : IDisposable
{
    private readonly TcpListener listener;
    private int connections;
    private long bytes;

    public EvilListener(string address)
    {
        listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        _ = AcceptAsync();
    }

    public string Host => $"{((IPEndPoint)listener.LocalEndpoint).Address}:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public (int Connections, long Bytes) Got => (Volatile.Read(ref connections), Interlocked.Read(ref bytes));

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref connections);
                _ = CountAsync(client);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CountAsync(TcpClient client)
    {
        using (client)
        {
            // It hangs up after what it wanted, so that a fault shows at once.
            var buffer = new byte[4096];
            Interlocked.Add(ref bytes, await client.GetStream().ReadAsync(buffer));
        }
    }
}
