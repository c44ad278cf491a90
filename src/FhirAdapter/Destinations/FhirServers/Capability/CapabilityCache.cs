using FhirAdapter.Destinations.FhirServers.Exchanges;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Capability;

/// <summary>Keeps a server's CapabilityStatement and reads it again when it is old. One caller reads, the others wait for it.</summary>
internal sealed class CapabilityCache(FhirServerConnection connection, TimeSpan maxAge, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private ServerCapability? current;
    private DateTimeOffset readAt;
    private DateTimeOffset pauseEnds;

    /// <summary>The newest one that could be read, and why nothing is to be sent, where none ever could or the server asks to be left alone.</summary>
    /// <param name="isSoon">Whether it is read again sooner, because something is waited for.</param>
    /// <param name="cancellationToken">Ends it without an answer.</param>
    public async Task<(ServerCapability? Capability, Stop? Failure)> GetAsync(bool isSoon, CancellationToken cancellationToken)
    {
        if (IsFresh(isSoon))
            return (current, null);
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (IsFresh(isSoon))
                return (current, null);
            var (read, failure) = await ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read is null && current is null)
                return (null, failure);
            if (read is null)
            {
                // The one that is known goes on counting; but a wait that was asked for here is meant for everything.
                pauseEnds = time.GetUtcNow() + Pause;
                return (current, failure is { Failure.Code: FailureCode.Throttled or FailureCode.CircuitOpen } ? failure with { UsesAttempt = false } : null);
            }
            current = read;
            readAt = time.GetUtcNow();
            return (read, null);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Reads it now.</summary>
    public async Task<(ServerCapability? Capability, Stop? Failure)> ReadAsync(CancellationToken cancellationToken)
    {
        using var reply = await connection.SendAsync(new FhirRequest(HttpMethod.Get, "metadata", default, Repeatable: true), cancellationToken)
            .ConfigureAwait(false);
        if (reply.IsSuccess && CapabilityReader.Read(reply.Body) is { } capability)
        {
            return capability.IsR4
                ? (capability, null)
                : (null, Unusable("a server of FHIR R4 (4.x)", reply.Status));
        }
        return (null, Stop.Of(reply, Pause) ?? Unusable("a CapabilityStatement at metadata", reply.Status));
    }

    public void Dispose() => gate.Dispose();

    private bool IsFresh(bool isSoon)
    {
        var now = time.GetUtcNow();
        return current is not null && (now < pauseEnds || now - readAt < (isSoon && maxAge > Soon ? Soon : maxAge));
    }

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private static Stop Unusable(string expected, int status) =>
        new(new Failure(FailureCode.Unavailable, "BaseAddress", expected, status == 0 ? null : status), Pause, false);
}
