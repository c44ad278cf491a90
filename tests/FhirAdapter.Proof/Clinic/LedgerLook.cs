using FhirAdapter.Outbox;
using FhirAdapter.Outbox.Sqlite;
using Microsoft.Data.Sqlite;

namespace FhirAdapter.Proof.Clinic;

/// <summary>Looks into a ledger that nobody uses any more.</summary>
internal static class LedgerLook
{
    /// <summary>The accounts of its destinations.</summary>
    public static async Task<IReadOnlyList<DestinationCounts>> CountAsync(string path, IReadOnlyList<string> destinations, CancellationToken cancellationToken)
    {
        await using var outbox = new SqliteOutbox(new SqliteOutboxOptions { Path = path }, TimeProvider.System);
        await outbox.InitializeAsync(destinations, cancellationToken);
        return await outbox.CountAsync(cancellationToken);
    }

    /// <summary>What SQLite says of the whole file: <c>ok</c> where it is sound.</summary>
    public static string Integrity(string path) => Ask(path, "PRAGMA integrity_check")[0];

    /// <summary>The ids of all records that it holds.</summary>
    public static HashSet<string> RecordIds(string path) => Ask(path, "SELECT id FROM record").ToHashSet(StringComparer.Ordinal);

    private static List<string> Ask(string path, string question)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        using var rows = command.ExecuteReader();
        var answers = new List<string>();
        while (rows.Read())
            answers.Add(rows.GetString(0));
        return answers;
    }
}
