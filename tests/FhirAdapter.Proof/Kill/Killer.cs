using System.Globalization;
using FhirAdapter.Outbox;
using FhirAdapter.Proof.Clinic;
using FhirAdapter.Proof.Figures;

namespace FhirAdapter.Proof.Kill;

/// <summary>Kills and restarts the worker while a clinic drops files, lets it settle, and counts at the servers.</summary>
internal sealed class Killer(int seed)
{
    private static readonly string[] Destinations = ["east", "west", "folder"];
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PointLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FeedPause = TimeSpan.FromMilliseconds(60);

    private readonly Random _random = new(seed);
    private int _kills;
    private int _atPoints;
    private readonly HashSet<string> _notReached = [];

    public async Task<Figure> RunAsync(int count, int each, string? only, CancellationToken cancellationToken)
    {
        var figure = new Figure("kill", count, seed);
        await using var site = KillSite.Open(new Random(seed));
        if (each > 0 || only is not null)
            await KillAtStartAsync(site, Math.Max(each, 1), only, cancellationToken);
        using var feeding = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var feed = site.Feeder.FeedAsync(FeedPause, feeding.Token);
        for (var i = 0; i < count; i++)
            await KillAtRandomAsync(site, cancellationToken);
        foreach (var point in FailPoints.AtWork.Where(point => only is null || point == only))
        {
            for (var i = 0; i < (only is null ? each : Math.Max(each, 1)); i++)
                await KillAtAsync(site, point, _random.Next(1, 15), cancellationToken);
        }
        await feeding.CancelAsync();
        await feed;
        await SettleAsync(site, figure, cancellationToken);
        await CountAsync(site, figure, cancellationToken);
        return figure;
    }

    // Steps of a first start: only a ledger that is not there yet passes them.
    private async Task KillAtStartAsync(KillSite site, int each, string? only, CancellationToken cancellationToken)
    {
        foreach (var point in FailPoints.AtStart.Where(point => only is null || point == only))
        {
            for (var i = 0; i < each; i++)
            {
                await KillAtAsync(site, point, 1, cancellationToken);
                if (i < each - 1)
                    site.ForgetLedger();
            }
        }
    }

    private async Task KillAtRandomAsync(KillSite site, CancellationToken cancellationToken)
    {
        using var worker = site.Start(null, "run");
        // Most kills find it at work, some find it starting.
        if (_random.Next(5) > 0)
            await worker.WorkingAsync(StartLimit, cancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(400)), TimeProvider.System, cancellationToken);
        await worker.KillAsync(cancellationToken);
        _kills++;
    }

    private async Task KillAtAsync(KillSite site, string point, int times, CancellationToken cancellationToken)
    {
        using var worker = site.Start(string.Create(CultureInfo.InvariantCulture, $"{point}:{times}"), "run");
        if (await worker.EndedAsync(PointLimit, cancellationToken))
        {
            _atPoints++;
        }
        else
        {
            _notReached.Add(point);
            await worker.KillAsync(cancellationToken);
        }
        _kills++;
    }

    private static async Task SettleAsync(KillSite site, Figure figure, CancellationToken cancellationToken)
    {
        // Twice where need be: the first may end while a lease that a kill left still holds lanes back.
        for (var round = 0; round < 3; round++)
        {
            using var worker = site.Start(null, "sync", "--wait", "00:00:20");
            if (!await worker.EndedAsync(TimeSpan.FromMinutes(5), cancellationToken))
                figure.Failures.Add("sync did not end within five minutes");
            else if (worker.ExitCode == 0)
                return;
            else if (round == 2)
                figure.Failures.AddRange(worker.Said.TakeLast(8).Prepend("sync left something owed:"));
        }
    }

    private async Task CountAsync(KillSite site, Figure figure, CancellationToken cancellationToken)
    {
        var counts = await LedgerLook.CountAsync(site.LedgerPath, Destinations, cancellationToken);
        var atServers = site.Servers.Select(server => ServerCount.Of(server.Service, site.Feeder.Newest)).ToList();
        figure.Add("kills", _kills);
        figure.Add("at fail points", _atPoints);
        if (_notReached.Count > 0)
            figure.Add($"not reached ({string.Join(' ', _notReached)})", _notReached.Count);
        figure.Add("accepted", site.Feeder.Accepted);
        figure.AddZero("not accepted", site.Feeder.Dropped - site.Feeder.Accepted);
        figure.AddZero("lost", atServers.Sum(each => each.Lost) + LostInFolder(site));
        figure.AddZero("stale", atServers.Sum(each => each.Stale));
        figure.AddZero("doubled", atServers.Sum(each => each.Doubled));
        figure.AddZero("unexplained", counts.Sum(each => Math.Abs(each.Residue)));
        figure.AddZero("still owed", counts.Sum(Owed));
        foreach (var example in atServers.SelectMany(each => each.Examples))
            figure.Failures.Add(example);
        if (LedgerLook.Integrity(site.LedgerPath) is not "ok" and var fault)
            figure.Failures.Add($"integrity_check: {fault}");
    }

    private static long Owed(DestinationCounts counts) => counts.Pending + counts.Held + counts.Parked;

    /// <summary>Records whose newest version stands in no file that the manifest lists.</summary>
    private static int LostInFolder(KillSite site)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in Directory.EnumerateFiles(site.Ndjson, "*.ndjson", SearchOption.AllDirectories).SelectMany(File.ReadLines))
        {
            if (ClinicRecords.VersionOf(line) is { } version && Between(line, "\"value\":\"R-", "\"") is { } id)
                found.Add(string.Create(CultureInfo.InvariantCulture, $"R-{id} {version}"));
        }
        return site.Feeder.Newest.Count(each => !found.Contains(string.Create(CultureInfo.InvariantCulture, $"{each.Key.Id} {each.Value.Version}")));
    }

    private static string? Between(string text, string before, string after)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += before.Length;
        var end = text.IndexOf(after, start, StringComparison.Ordinal);
        return end < 0 ? null : text[start..end];
    }
}
