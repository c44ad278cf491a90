using System.Globalization;
using FhirAdapter.Host.Output;
using FhirAdapter.Operations;
using Spectre.Console;

namespace FhirAdapter.Host.Demo;

/// <summary>Shows how far the demo is: a line that renews itself on a terminal, a line for each change elsewhere.</summary>
internal sealed class DemoProgress(AdapterOperations operations, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    private readonly long _startedAt = time.GetTimestamp();
    private AdapterProgress? _shown;
    private long _lastDelivered;
    private long _lastAt = time.GetTimestamp();
    private double _rate;

    /// <summary>Shows progress until the token is cancelled, and once more then.</summary>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        if (Console.IsOutputRedirected)
        {
            while (await TickAsync(timer, cancellationToken))
                WriteLineIfChanged();
            WriteLineIfChanged();
            return;
        }

        await Terminal.Out.Live(Line()).StartAsync(async live =>
        {
            while (await TickAsync(timer, cancellationToken))
                live.UpdateTarget(Line());
            live.UpdateTarget(Line());
        });
    }

    private static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void WriteLineIfChanged()
    {
        var now = operations.Progress;
        if (now == _shown)
            return;
        _shown = now;
        Console.Out.WriteLine(Describe(now));
    }

    private Text Line() => new(Describe(operations.Progress));

    private string Describe(AdapterProgress now)
    {
        var elapsed = time.GetElapsedTime(_lastAt);
        if (elapsed > TimeSpan.FromMilliseconds(200))
        {
            _rate = (now.Delivered - _lastDelivered) / elapsed.TotalSeconds;
            _lastDelivered = now.Delivered;
            _lastAt = time.GetTimestamp();
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{time.GetElapsedTime(_startedAt).TotalSeconds,6:N1} s   read {now.Read,7:N0}   delivered {now.Delivered,7:N0}   put off {now.Deferred,5:N0}   parked {now.Parked,4:N0}   {_rate,7:N0}/s");
    }
}
