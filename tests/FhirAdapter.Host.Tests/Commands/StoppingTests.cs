using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FhirAdapter.Host.Tests.Intake;
using static FhirAdapter.Host.Tests.Commands.CommandTests;

namespace FhirAdapter.Host.Tests.Commands;

public sealed class StoppingTests
{
    private const int Scores = 300;

    [Fact]
    public async Task On_SIGTERM_it_is_not_ready_at_once_takes_nothing_more_and_ends_when_what_is_on_its_way_has_arrived()
    {
        await using var site = await Site.OpenAsync(patients: "Create");
        await using var slow = await SlowServer.StartAsync(site.Server.BaseAddress);
        var address = Prepare(site, slow);
        using var run = AdapterProcess.Start(site.Folder, site.Settings, "run");
        using var client = new HttpClient { BaseAddress = address };
        await Until.TrueAsync(() => slow.Writes > 0, TimeSpan.FromSeconds(60), "something is on its way");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode);

        run.Terminate();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while ((await client.GetAsync(new Uri("/health/ready", UriKind.Relative), limit.Token)).StatusCode != HttpStatusCode.ServiceUnavailable)
            limit.Token.ThrowIfCancellationRequested();
        using (var ready = await client.GetAsync(new Uri("/health/ready", UriKind.Relative)))
            Assert.Contains("stopping", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        client.DefaultRequestHeaders.Authorization = new("Bearer", IntakeHost.Key);
        using var content = new StringContent(Score("PS-late", 4), null, "application/json");
        using var late = await client.PostAsync(new Uri("/records", UriKind.Relative), content);
        site.Drop("late.ndjson", Score("PS-later", 4));
        slow.LetGo.SetResult();
        var ended = await run.EndAsync();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 0), (late.StatusCode, ended.ExitCode));
        Assert.True(File.Exists(Path.Combine(site.Inbox, "late.ndjson")));
        await AllArriveOnceAsync(site, Scores + 1);
    }

    [Fact]
    public async Task What_does_not_end_is_cut_off_at_the_limit_and_sent_again_after_the_next_start_without_a_second_copy()
    {
        await using var site = await Site.OpenAsync(patients: "Create");
        await using var slow = await SlowServer.StartAsync(site.Server.BaseAddress);
        Prepare(site, slow);
        site.Settings["FhirAdapter:Delivery:DrainLimit"] = "00:00:04";
        using var run = AdapterProcess.Start(site.Folder, site.Settings, "run");
        await Until.TrueAsync(() => slow.Writes > 0, TimeSpan.FromSeconds(60), "something is on its way");

        var stopwatch = Stopwatch.StartNew();
        run.Terminate();
        var ended = await run.EndAsync();

        Assert.Equal(0, ended.ExitCode);
        Assert.InRange(stopwatch.Elapsed, TimeSpan.FromSeconds(3.9), TimeSpan.FromSeconds(14));
        // Nothing waits for a lease to end: the lanes were given back.
        await AllArriveOnceAsync(site, Scores);
    }

    private static Uri Prepare(Site site, SlowServer slow)
    {
        var port = FreePort();
        site.Settings["FhirAdapter:Http:Url"] = $"http://127.0.0.1:{port}";
        site.Settings["FhirAdapter:Intake:ApiKeyFile"] = IntakeHost.Secret(site.Folder, "keys", IntakeHost.Key);
        site.Settings["FhirAdapter:Destinations:FhirServers:server:BaseAddress"] = new Uri(slow.Address, "/fhir").AbsoluteUri;
        site.Drop("scores.ndjson", string.Join('\n', Enumerable.Range(0, Scores).Select(i => Score(string.Create(CultureInfo.InvariantCulture, $"PS-{i}"), 4))));
        return new Uri($"http://127.0.0.1:{port}");
    }

    private static async Task AllArriveOnceAsync(Site site, int records)
    {
        site.Settings["FhirAdapter:Destinations:FhirServers:server:BaseAddress"] = site.Server.BaseAddress.AbsoluteUri;
        var sync = await site.RunAsync("sync", "--wait", "00:01:00");

        Assert.Equal((0, ""), (sync.ExitCode, sync.Error));
        Assert.Equal(records, site.Server.CountByType()["Observation"]);
        Assert.Equal(1, site.Server.CountByType()["Patient"]);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
