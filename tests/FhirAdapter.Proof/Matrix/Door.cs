using System.Net;
using System.Net.Sockets;

namespace FhirAdapter.Proof.Matrix;

/// <summary>Stands where the adapter connects: lets connections through, or makes them fail as the network does.</summary>
internal sealed class Door
{
    private readonly Lock _gate = new();
    private DoorTrouble _trouble;
    private int _left;

    /// <summary>How many connections met the trouble.</summary>
    public int Met { get; private set; }

    public void Arm(DoorTrouble trouble, int times)
    {
        lock (_gate)
            (_trouble, _left) = (trouble, times);
    }

    public void Disarm() => Arm(DoorTrouble.None, 0);

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var trouble = Take();
        if (trouble == DoorTrouble.NoName)
            throw new SocketException((int)SocketError.HostNotFound);
        if (trouble == DoorTrouble.NeverConnects)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // To where it was asked to, and nowhere else: another host must get what is sent to another host.
            var host = IPAddress.TryParse(context.DnsEndPoint.Host, out var address) ? address : IPAddress.Loopback;
            // Nobody listens at port 1: the refusal is the system's own.
            await socket.ConnectAsync(new IPEndPoint(host, trouble == DoorTrouble.Refused ? 1 : context.DnsEndPoint.Port), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private DoorTrouble Take()
    {
        lock (_gate)
        {
            if (_left == 0)
                return DoorTrouble.None;
            _left--;
            Met++;
            return _trouble;
        }
    }
}
