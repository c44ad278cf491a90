using FhirAdapter.Outbox.Sqlite;

namespace FhirAdapter.Tests.Outbox;

/// <summary>A folder for one ledger, gone after the test. In memory where the system has such a place, so that thousands of commits are quick.</summary>
internal sealed class LedgerFolder
{
    private static readonly string Root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    public LedgerFolder()
    {
        Folder = Path.Combine(Root, $"fhir-adapter-{Guid.NewGuid():N}");
        Options = new SqliteOutboxOptions { Path = Path.Combine(Folder, "ledger.db") };
    }

    public string Folder { get; }

    public SqliteOutboxOptions Options { get; }

    public void Remove()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
