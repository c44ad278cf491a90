namespace FhirAdapter.Outbox.Sqlite;

/// <summary>A connection for listings, which never wait for a writer.</summary>
internal sealed class LedgerReader(LedgerConnection connection, string path) : IDisposable
{
    public LedgerConnection Connection { get; } = connection;

    public DestinationFacts Facts { get; } = new(connection);

    public OwnedResources Owned { get; } = new(connection);

    public Counting Counting { get; } = new(connection);

    public Measuring Measuring { get; } = new(connection, path);

    public Listing Listing { get; } = new(connection);

    public void Dispose() => Connection.Dispose();
}
