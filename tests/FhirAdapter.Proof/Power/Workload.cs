using System.Globalization;
using FhirAdapter.Outbox;
using FhirAdapter.Outbox.Sqlite;
using FhirAdapter.Proof.Clinic;
using FhirAdapter.Records;
using FhirAdapter.Sync;

namespace FhirAdapter.Proof.Power;

/// <summary>
/// What the traced process does: takes records in, claims and settles, all by the product's own ledger, and says on its standard output
/// which records were acknowledged, after they were. A fault of the disk is told and the same is tried again, as the loops do.
/// </summary>
internal static class Workload
{
    public const string Destination = "east";
    private static readonly string[] Words = ["ACK ", "END ", "FAULT ", "GIVEN UP"];
    private const int MostFaults = 200;

    public static async Task<int> RunAsync(string ledger, int batches, int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        using var output = Console.OpenStandardOutput();
        await using var outbox = new SqliteOutbox(
            new SqliteOutboxOptions { Path = ledger, CheckpointPages = 100, CacheBytes = 1 << 20 }, TimeProvider.System);
        var faults = 0;
        // Opening may fail too; whatever comes next opens anew.
        while (!await TryAsync(() => outbox.InitializeAsync([Destination], cancellationToken)))
        {
        }
        for (var batch = 0; batch < batches; batch++)
        {
            var records = Enumerable.Range(0, random.Next(1, 12)).Select(i => Record(batch, i)).ToList();
            if (!await TryAsync(() => outbox.AppendAsync(LedgerEntry.Of([.. records.Select(ClinicRecords.Checked)]), cancellationToken)))
                batch--;
            else
                Say(output, $"ACK {string.Join(' ', records.Select(each => each.Key.Id))}");
            if (batch % 3 == 0)
                await TryAsync(() => SettleAsync(outbox, cancellationToken));
        }
        Say(output, $"END {faults}");
        return 0;

        async Task<bool> TryAsync(Func<Task> work)
        {
            try
            {
                await work();
                return true;
            }
            catch (OutboxUnavailableException unavailable)
            {
                Say(output, $"FAULT {unavailable.Cause}");
                if (++faults > MostFaults)
                {
                    Say(output, "GIVEN UP");
                    Environment.Exit(3);
                }
                return false;
            }
        }
    }

    /// <summary>Whether a text is a line that the workload says.</summary>
    public static bool IsSaid(string text) => text.EndsWith('\n') && Words.Any(each => text.StartsWith(each, StringComparison.Ordinal));

    private static async Task SettleAsync(SqliteOutbox outbox, CancellationToken cancellationToken)
    {
        var claims = await outbox.ClaimAsync(Destination, 20, TimeSpan.FromMinutes(2), cancellationToken);
        var settled = claims.Select(claim => (claim, (IReadOnlyList<Settlement>)[.. claim.Deliveries.Select(each => new Settlement(
            each.Key, each.Version, DeliveryState.Delivered, null, null, true, "[]"u8.ToArray(), "Observation/1", TimeProvider.System.GetUtcNow(), TimeSpan.Zero))])).ToList();
        if (settled.Count > 0)
            await outbox.SettleAsync(settled, cancellationToken);
    }

    private static ClinicRecord Record(int batch, int number) => ClinicRecords.Record(
        (RecordKind)(number % 3), string.Create(CultureInfo.InvariantCulture, $"B{batch}-{number}"),
        string.Create(CultureInfo.InvariantCulture, $"P-{number % 5}"), 1);

    private static void Say(Stream output, string line) => output.Write(System.Text.Encoding.ASCII.GetBytes(line + "\n"));
}
