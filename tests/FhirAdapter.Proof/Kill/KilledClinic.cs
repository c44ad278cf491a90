using System.Globalization;
using FhirAdapter.Outbox;
using FhirAdapter.Proof.Clinic;

namespace FhirAdapter.Proof.Kill;

/// <summary>One clinic that drops files while its worker is killed and started again; then it lets it settle, and counts at the servers.</summary>
internal sealed class KilledClinic(int seed)
{
    private static readonly string[] Destinations = ["east", "west", "folder"];
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PointLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FeedPause = TimeSpan.FromMilliseconds(60);
    private const int FilesForEachKill = 10;
    private const int MostPasses = 9;

    private readonly Random _random = new(seed);
    private readonly KillCount _count = new();

    public async Task<KillCount> RunAsync(IReadOnlyList<PlannedKill> kills, CancellationToken cancellationToken)
    {
        await using var site = KillSite.Open(new Random(seed));
        var starts = kills.TakeWhile(kill => kill.IsAtStart).ToList();
        for (var i = 0; i < starts.Count; i++)
        {
            await KillAtAsync(site, starts[i].Point!, 1, cancellationToken);
            if (i < starts.Count - 1)
                site.ForgetLedger();
        }

        using var feeding = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var feed = site.Feeder.FeedAsync(FeedPause, feeding.Token);
        foreach (var kill in kills.Skip(starts.Count))
        {
            if (kill.Point is { } point)
                await KillAtAsync(site, point, _random.Next(1, MostPasses + 1), cancellationToken);
            else
                await KillAtRandomAsync(site, cancellationToken);
        }

        await feeding.CancelAsync();
        await feed;
        await SettleAsync(site, cancellationToken);
        await CountAsync(site, cancellationToken);
        return _count;
    }

    private async Task KillAtRandomAsync(KillSite site, CancellationToken cancellationToken)
    {
        site.Feeder.Allow(FilesForEachKill);
        using var worker = site.Start(null, "run");
        // Most kills find it at work, some find it starting.
        if (_random.Next(5) > 0)
            await worker.WorkingAsync(StartLimit, cancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(400)), TimeProvider.System, cancellationToken);
        await worker.KillAsync(cancellationToken);
        _count.Kills++;
    }

    // A clinic that has little left to do may pass a step less often than was drawn, but once.
    private async Task KillAtAsync(KillSite site, string point, int times, CancellationToken cancellationToken)
    {
        if (await EndsAtAsync(site, point, times, cancellationToken) || (times > 1 && await EndsAtAsync(site, point, 1, cancellationToken)))
            _count.Reached.Add(point);
        else
            _count.NotReached.Add(point);
    }

    private async Task<bool> EndsAtAsync(KillSite site, string point, int times, CancellationToken cancellationToken)
    {
        site.Feeder.Allow(FilesForEachKill);
        using var worker = site.Start(string.Create(CultureInfo.InvariantCulture, $"{point}:{times}"), "run");
        var isReached = await worker.EndedAsync(PointLimit, cancellationToken);
        if (!isReached)
            await worker.KillAsync(cancellationToken);
        _count.Kills++;
        return isReached;
    }

    private async Task SettleAsync(KillSite site, CancellationToken cancellationToken)
    {
        // Again where need be: one may end while a lease that a kill left still holds lanes back.
        for (var round = 0; round < 3; round++)
        {
            using var worker = site.Start(null, "sync", "--wait", "00:00:20");
            if (!await worker.EndedAsync(TimeSpan.FromMinutes(5), cancellationToken))
                _count.Failures.Add("sync did not end within five minutes");
            else if (worker.ExitCode == 0)
                return;
            else if (round == 2)
                _count.Failures.AddRange(worker.Said.TakeLast(8).Prepend("sync left something owed:"));
        }
    }

    private async Task CountAsync(KillSite site, CancellationToken cancellationToken)
    {
        var counts = await LedgerLook.CountAsync(site.LedgerPath, Destinations, cancellationToken);
        var atServers = site.Servers.Select(server => ServerCount.Of(server.Service, site.Feeder.Newest)).ToList();
        _count.Accepted = site.Feeder.Accepted;
        _count.Pushed = site.Pusher.Taken;
        _count.NotAccepted = site.Feeder.Dropped - site.Feeder.Accepted;
        _count.Lost = atServers.Sum(each => each.Lost) + LostInFolder(site);
        _count.Stale = atServers.Sum(each => each.Stale);
        _count.Doubled = atServers.Sum(each => each.Doubled);
        _count.Unexplained = counts.Sum(each => Math.Abs(each.Residue));
        _count.Owed = counts.Sum(Owed);
        _count.Failures.AddRange(atServers.SelectMany(each => each.Examples));
        if (LedgerLook.Integrity(site.LedgerPath) is not "ok" and var fault)
            _count.Failures.Add($"integrity_check: {fault}");
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
