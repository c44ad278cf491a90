using System.Net;
using static FhirAdapter.Host.Tests.Commands.CommandTests;

namespace FhirAdapter.Host.Tests.Intake;

public sealed class BackpressureTests
{
    private const int Bound = 1_000;
    private const int Callers = 4;
    private const int Batch = 50;

    [Fact]
    public async Task Callers_that_push_faster_than_is_delivered_are_held_at_the_bound_and_all_that_was_acknowledged_arrives()
    {
        await using var host = await IntakeHost.StartAsync(
            ("Backpressure:MaxUndelivered", $"{Bound}"), ("Intake:RequestsPerMinute", "1000000"), ("Destinations:Files:bulk:Path", "{folder}/later"));
        var refused = 0;
        var acknowledged = (await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            var taken = 0;
            for (var request = 0; request < 2 * Bound / Batch; request++)
            {
                var answer = await host.PushAsync(string.Join('\n', Enumerable.Range(0, Batch).Select(i => Score($"PS-{caller}-{request}-{i}", 4))));
                if (answer.Status == HttpStatusCode.Accepted)
                    taken += Batch;
                else if (answer.Type == "backlog-full")
                    Interlocked.Increment(ref refused);
            }

            return taken;
        }))).Sum();

        Assert.True(refused > 0);
        Assert.Equal(acknowledged, (await host.CountsAsync()).Accepted);
        Assert.InRange(acknowledged, Bound, Bound + (Callers * Batch));

        Directory.CreateDirectory(Path.Combine(host.Folder, "later"));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while ((await host.CountsAsync()).Delivered < acknowledged)
            await timer.WaitForNextTickAsync(limit.Token);
        Assert.Equal(HttpStatusCode.Accepted, (await host.PushAsync(Score("PS-after", 4))).Status);
    }
}
