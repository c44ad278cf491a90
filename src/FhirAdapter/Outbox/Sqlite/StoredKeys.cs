using FhirAdapter.Records;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>The keys of the records that a record refers to as they are stored: one <c>kind/id</c> a line.</summary>
internal static class StoredKeys
{
    public static string? Format(IReadOnlyList<RecordKey> keys) => keys.Count switch
    {
        0 => null,
        1 => keys[0].ToString(),
        _ => string.Join('\n', keys),
    };

    public static IEnumerable<RecordKey> Parse(string? stored)
    {
        foreach (var line in stored?.Split('\n') ?? [])
        {
            yield return RecordKey.TryParse(line, out var key)
                ? key
                : throw new OutboxUnavailableException(OutboxUnavailableCause.NewerSchema,
                    "The ledger holds a kind of record that this release does not know; use the release that wrote it or a newer one.");
        }
    }
}
