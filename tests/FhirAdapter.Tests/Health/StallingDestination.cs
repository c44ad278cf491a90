using System.Threading.Channels;
using FhirAdapter.Destinations;

namespace FhirAdapter.Tests.Health;

/// <summary>A destination that takes what it is given and then does what the test says, or never answers.</summary>
internal sealed class StallingDestination : IDestination
{
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends the call that stands; with an exception where it is set so.</summary>
    public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Each time that it was told to look.</summary>
    public Channel<bool> Looks { get; } = Channel.CreateUnbounded<bool>();

    public CancellationToken Given { get; private set; }

    public string Name => "east";

    public Task<ProbeResult> ProbeAsync(CancellationToken cancellationToken) => Task.FromResult(new ProbeResult(true, []));

    public Task LookAsync(CancellationToken cancellationToken) => Looks.Writer.WriteAsync(true, cancellationToken).AsTask();

    public async Task<IReadOnlyList<IReadOnlyList<DeliveryOutcome>>> DeliverAsync(
        IReadOnlyList<IReadOnlyList<Delivery>> lanes, Lease lease, CancellationToken cancellationToken)
    {
        Given = cancellationToken;
        Asked.TrySetResult();
        await Answer.Task.WaitAsync(cancellationToken);
        return [.. lanes.Select(lane => lane.Select(_ => (DeliveryOutcome)new DeliveryOutcome.Delivered("r"u8.ToArray(), "Observation/1")).ToArray())];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
