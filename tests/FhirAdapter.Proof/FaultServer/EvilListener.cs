using System.Net;
using System.Net.Sockets;

namespace FhirAdapter.Proof.FaultServer;

/// <summary>Somewhere that nothing must ever be sent to. It counts what arrives.</summary>
internal sealed class EvilListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Parse("127.0.0.2"), 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private long _bytes;
    private int _connections;

    public EvilListener()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.2:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    public long Bytes => Interlocked.Read(ref _bytes);

    public int Connections => Volatile.Read(ref _connections);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            using var socket = await _listener.AcceptSocketAsync(_stopping.Token);
            Interlocked.Increment(ref _connections);
            var buffer = new byte[4096];
            int read;
            // What came is enough; whoever sent it is not kept waiting.
            if ((read = await socket.ReceiveAsync(buffer, _stopping.Token)) > 0)
                Interlocked.Add(ref _bytes, read);
        }
    }
}
