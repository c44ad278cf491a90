using FhirAdapter.Outbox;
using FhirAdapter.Outbox.Sqlite;

namespace FhirAdapter.Tests.Outbox;

public sealed class SqliteOutboxTests : OutboxContract
{
    private readonly LedgerFolder _folder = new();

    private protected override IOutbox Open() => new SqliteOutbox(_folder.Options, Clock);

    private protected override Task RemoveAsync()
    {
        _folder.Remove();
        return Task.CompletedTask;
    }
}
