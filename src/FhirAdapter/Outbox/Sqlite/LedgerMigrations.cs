using System.Globalization;
using FhirAdapter.Failures;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Brings a ledger's schema forward, one numbered script and one transaction at a time.</summary>
internal static class LedgerMigrations
{
    private const string Folder = "ledger/";

    /// <summary>The scripts in order; the number at the beginning of each name is the schema version that it leads to.</summary>
    public static IReadOnlyList<(int Version, string Script)> All { get; } = Load();

    /// <summary>Applies what is missing.</summary>
    /// <exception cref="OutboxUnavailableException">The ledger is from a newer release.</exception>
    public static void Apply(LedgerConnection connection, string path, CancellationToken cancellationToken)
    {
        if (Version(connection) is var version && version > All[^1].Version)
        {
            throw new OutboxUnavailableException(OutboxUnavailableCause.NewerSchema,
                $"The ledger '{path}' has schema version {version} and this release knows {All[^1].Version}; use the release that wrote it or a newer one.");
        }

        foreach (var (target, script) in All)
        {
            if (target <= Version(connection))
                continue;
            FailPoint.Pass("migration.begun");
            connection.Write(() =>
            {
                // Another process may have been faster while this one waited for the lock.
                if (target > Version(connection))
                    connection.Execute($"{script};PRAGMA user_version={target}");
                FailPoint.Pass("migration.script-run");
                return true;
            }, cancellationToken);
            FailPoint.Pass("migration.committed");
        }
    }

    private static int Version(LedgerConnection connection) =>
        int.Parse(connection.Pragma("user_version") ?? "0", CultureInfo.InvariantCulture);

    private static List<(int Version, string Script)> Load()
    {
        var assembly = typeof(LedgerMigrations).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return (int.Parse(name.AsSpan(Folder.Length, 3), CultureInfo.InvariantCulture), reader.ReadToEnd());
            })];
    }
}
