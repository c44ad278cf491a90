using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using FhirAdapter.Proof.FaultServer.Fhir;
using FhirAdapter.Proof.FaultServer.SignIn;

namespace FhirAdapter.Proof.FaultServer;

/// <summary>A FHIR server on loopback whose every byte can be made to go wrong. Plain sockets, for a web server would mend too much.</summary>
internal sealed class FhirFaultServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Socket, byte> _open = [];
    private readonly bool _tls;
    private readonly Task _accepting;
    private int _busy;
    private int _waiting;

    private FhirFaultServer(ServerManners manners, bool tls, bool signsIn)
    {
        _tls = tls;
        _listener.Start(512);
        Service = new FhirService(manners, BaseAddress);
        SignIn = signsIn ? new SignInService(BaseAddress) : null;
        _accepting = AcceptAsync();
    }

    public FhirService Service { get; }

    /// <summary>What gives out the tokens that it asks for; nothing where it asks for none.</summary>
    public SignInService? SignIn { get; }

    public FaultScript Script { get; } = new();

    /// <summary>Every request read, in order.</summary>
    public ConcurrentQueue<WireRequest> Requests { get; } = new();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri BaseAddress => new(_tls ? $"https://localhost:{Port}/" : $"http://127.0.0.1:{Port}/");

    /// <summary>Whether each answer ends its connection, so that the next request has to connect.</summary>
    public bool ClosesAlways { get; set; }

    /// <summary>How many requests are being worked on.</summary>
    public int Busy => Volatile.Read(ref _busy);

    /// <summary>How many clients are kept waiting on purpose.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public static FhirFaultServer Start(ServerManners manners, bool tls = false, bool signsIn = false) => new(manners, tls, signsIn);

    /// <summary>Ends every open connection.</summary>
    public void Hang()
    {
        foreach (var socket in _open.Keys)
            socket.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        Hang();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var socket = await _listener.AcceptSocketAsync(_stopping.Token);
            socket.NoDelay = true;
            _ = ServeAsync(socket);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        _open[socket] = 0;
        try
        {
            if (Script.TakeReset())
            {
                socket.Close(0);
                return;
            }
            await using var plain = new NetworkStream(socket, ownsSocket: false);
            await using var stream = _tls ? await Tls.SecureAsync(plain, Script.TakeTls(), _stopping.Token) : plain;
            await using var buffered = new BufferedStream(stream, 16 * 1024);
            while (await WireRequest.ReadAsync(buffered, _stopping.Token) is { } request)
            {
                Interlocked.Increment(ref _busy);
                try
                {
                    if (!await AnswerAsync(request, socket, stream))
                        return;
                }
                finally
                {
                    Interlocked.Decrement(ref _busy);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException or InvalidOperationException)
        {
            // The client went away, or the script broke the connection.
        }
        finally
        {
            _open.TryRemove(socket, out _);
            socket.Dispose();
        }
    }

    /// <summary>Answers; whether the connection may be used on.</summary>
    private async Task<bool> AnswerAsync(WireRequest request, Socket socket, Stream stream)
    {
        Requests.Enqueue(request);
        var fault = Script.Take(request);
        var reply = fault is { Applies: false } ? WireReply.Empty(200) : SignIn?.Handle(request) ?? Service.Handle(request);
        if (Script.Manner is { } manner && fault is not { Applies: false })
            reply = manner(request, reply);
        if (fault?.Reply is { } instead)
            reply = instead(request, reply);
        switch (fault?.Delivery ?? Delivery.Whole)
        {
            case Delivery.Whole:
                await stream.WriteAsync(reply.Head(reply.Body.Length, ClosesAlways), _stopping.Token);
                await stream.WriteAsync(reply.Body, _stopping.Token);
                return !ClosesAlways;
            case Delivery.Reset:
                break;
            case Delivery.Closed:
                socket.Shutdown(SocketShutdown.Both);
                return false;
            case Delivery.Never:
                await WaitAsync(stream);
                return false;
            case Delivery.HalfHeaders:
                var head = reply.Head(reply.Body.Length, close: false);
                await stream.WriteAsync(head.AsMemory(0, head.Length / 2), _stopping.Token);
                break;
            case Delivery.HalfBody:
                await SendHalfAsync(reply, reply.Body.Length + 2, stream);
                break;
            case Delivery.ShortOfLength:
                await SendHalfAsync(reply, reply.Body.Length + 2, stream);
                socket.Shutdown(SocketShutdown.Both);
                return false;
            case Delivery.CutWithoutLength:
                await SendHalfAsync(reply, null, stream);
                socket.Shutdown(SocketShutdown.Both);
                return false;
            case Delivery.Trickle:
                await stream.WriteAsync(reply.Head(reply.Body.Length + 2, close: false), _stopping.Token);
                await stream.WriteAsync("{"u8.ToArray(), _stopping.Token);
                await WaitAsync(stream);
                return false;
            case Delivery.Endless:
                await stream.WriteAsync(reply.Head(null, close: true), _stopping.Token);
                var blank = new byte[64 * 1024];
                blank.AsSpan().Fill((byte)' ');
                while (true)
                    await stream.WriteAsync(blank, _stopping.Token);
        }
        // Time for what was sent to be read: a reset throws away what the client has not taken yet.
        await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, _stopping.Token);
        socket.Close(0);
        return false;
    }

    private async Task SendHalfAsync(WireReply reply, int? announced, Stream stream)
    {
        await stream.WriteAsync(reply.Head(announced, close: false), _stopping.Token);
        await stream.WriteAsync(reply.Body.AsMemory(0, reply.Body.Length / 2), _stopping.Token);
    }

    private async Task WaitAsync(Stream stream)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            // Ends when the client gives up; what it might send meanwhile is of no interest.
            while (await stream.ReadAsync(new byte[256], _stopping.Token) > 0)
            {
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
