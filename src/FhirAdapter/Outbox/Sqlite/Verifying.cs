using Microsoft.Data.Sqlite;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Reads a ledger's file through for damage, indexes against rows and rows against their checksums included, on a connection of its own.</summary>
internal static class Verifying
{
    private static readonly (string Table, string Checksum)[] Sums =
        [("record", Checksum.OfRecord), ("delivery", Checksum.OfDelivery), ("earlier", Checksum.OfEarlier)];

    /// <exception cref="OutboxUnavailableException">The file is damaged or cannot be read.</exception>
    public static void Run(LedgerFile file, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = file.Open(forWriting: false);
            using var stopping = cancellationToken.Register(connection.Interrupt);
            if (connection.Pragma("integrity_check(1)") != "ok")
                throw LedgerFault.Damaged(file.Path);
            foreach (var (table, checksum) in Sums)
            {
                if (connection.Ask($"SELECT 1 FROM {table} WHERE checksum <> {checksum} LIMIT 1") is not null)
                    throw LedgerFault.Damaged(file.Path);
            }
        }
        catch (SqliteException fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (LedgerFault.From(fault, file.Path) is { } unavailable)
                throw unavailable;
            throw;
        }
    }
}
