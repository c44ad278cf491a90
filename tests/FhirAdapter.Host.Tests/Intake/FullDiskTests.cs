using System.Net;
using static FhirAdapter.Host.Tests.Commands.CommandTests;

namespace FhirAdapter.Host.Tests.Intake;

public sealed class FullDiskTests
{
    [SmallDiskFact]
    public async Task A_nearly_full_disk_is_answered_503_before_it_is_full_and_records_are_taken_again_when_there_is_room()
    {
        using var disk = SmallDisk.Mount(8)!;
        var ballast = Path.Combine(disk.Path, "ballast");
        await using var host = await StartAsync(disk, ("Backpressure:LeastFreeBytes", (2 << 20).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(HttpStatusCode.Accepted, (await host.PushAsync(Score("PS-1", 4))).Status);
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync(host, "ready"));

        await File.WriteAllBytesAsync(ballast, new byte[6 << 20]);
        var refused = await host.PushAsync(Score("PS-2", 4));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "disk-low"), (refused.Status, refused.Type));
        Assert.NotNull(refused.Headers.RetryAfter);
        await BecomesAsync(host, "disk-low");
        File.Delete(ballast);
        await BecomesAsync(host, "\"ready\"");
        Assert.Equal(["1 pain-score/PS-2 accepted"], (await host.PushAsync(Score("PS-2", 4))).Outcomes);
    }

    [SmallDiskFact]
    public async Task A_full_disk_gives_no_acknowledgement_loses_nothing_and_is_left_behind_when_there_is_room()
    {
        using var disk = SmallDisk.Mount(8)!;
        var ballast = Path.Combine(disk.Path, "ballast");
        await using var host = await StartAsync(disk, ("Backpressure:LeastFreeBytes", "65536"));
        // The first request meets the end of the disk in the middle of its commit; the others find the disk as it left it.
        var acknowledged = 0;
        var seen = new List<string>();
        await File.WriteAllBytesAsync(ballast, new byte[4 << 20]);
        var tooLarge = await host.PushAsync(Request(0, 10_000));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "ledger-unavailable"), (tooLarge.Status, tooLarge.Type));
        for (var request = 1; request <= 40; request++)
        {
            var answer = await host.PushAsync(Request(request));
            if (answer.Status == HttpStatusCode.Accepted)
                acknowledged += 300;
            else
                seen.Add($"{(int)answer.Status} {answer.Type}");
        }

        Assert.NotEmpty(seen);
        Assert.All(seen, answer => Assert.True(answer is "503 ledger-unavailable" or "503 disk-low", answer));
        File.Delete(ballast);
        Assert.Equal(acknowledged, (await host.CountsAsync()).Accepted);
        Assert.Equal(0, (await host.CountsAsync()).Residue);
        await BecomesAsync(host, "\"ready\"");
        Assert.Equal(HttpStatusCode.Accepted, (await host.PushAsync(Request(1000))).Status);
        await host.Operations.VerifyLedgerAsync(CancellationToken.None);
    }

    private static string Request(int number, int records = 300) => string.Join('\n', Enumerable.Range(0, records).Select(i => Score($"PS-{number}-{i}", 4)));

    private static Task<IntakeHost> StartAsync(SmallDisk disk, params (string, string?)[] settings) => IntakeHost.StartAsync(
    [
        ("Outbox:Path", Path.Combine(disk.Path, "ledger.db")),
        // What nobody takes fills the ledger; what is delivered would too.
        ("Destinations:Files:bulk:Path", Path.Combine(disk.Path, "missing")),
        ("Intake:RequestsPerMinute", "100000"),
        ("Intake:MaxRecords", "10000"),
        .. settings,
    ]);

    private static async Task<HttpStatusCode> ReadyAsync(IntakeHost host, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/ready");
        var answer = await host.SendAsync(request);
        Assert.Contains(text, answer.Body, StringComparison.Ordinal);
        return answer.Status;
    }

    private static async Task BecomesAsync(IntakeHost host, string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/health/ready");
            if ((await host.SendAsync(request)).Body.Contains(text, StringComparison.Ordinal))
                return;
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
