using System.Collections.Concurrent;
using System.Threading.Channels;

namespace FhirAdapter.Sync;

/// <summary>Wakes idle delivery workers when something new is owed. A wake-up that nobody waits for is kept, once per listener.</summary>
/// <remarks>Only a hint: a worker also looks by itself, because another process may share the ledger.</remarks>
internal sealed class DeliverySignal
{
    private readonly ConcurrentBag<Channel<bool>> _listeners = [];

    /// <summary>Wakes every listener.</summary>
    public void Raise()
    {
        foreach (var listener in _listeners)
            listener.Writer.TryWrite(true);
    }

    /// <summary>A new listener's end.</summary>
    public ChannelReader<bool> Listen()
    {
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        _listeners.Add(channel);
        return channel.Reader;
    }
}
