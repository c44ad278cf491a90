namespace FhirAdapter.Benchmarks.NullSink;

/// <summary>The verb <c>sink</c>: prints where it listens, then serves until its input is closed or its time is up.</summary>
internal static class SinkCommand
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken cancellationToken)
    {
        var bound = TimeSpan.FromSeconds(line.Count("--seconds", 900, 1, 86_400));
        await using var server = await SinkServer.StartAsync(cancellationToken);
        await Console.Out.WriteLineAsync(server.BaseUrl.ToString());
        await Console.Out.FlushAsync(cancellationToken);
        using var timeUp = new CancellationTokenSource(bound, TimeProvider.System);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
        try
        {
            // Whoever started the sink holds its input open; when that process is gone, however it went, the input closes.
            while (await Console.In.ReadLineAsync(end.Token) is not null)
            {
            }
        }
        catch (OperationCanceledException)
        {
            return 1;
        }

        return 0;
    }
}
