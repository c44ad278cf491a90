namespace FhirAdapter.Sources;

/// <summary>Where records come from.</summary>
/// <remarks>
/// What a batch holds may be handed out again until it is acknowledged, and is then harmless: the ledger knows each version.
/// A source moves on (a file to <c>done/</c>, a cursor) only after the acknowledgement of its last batch.
/// </remarks>
internal interface IRecordSource
{
    /// <summary>The name from the settings.</summary>
    string Name { get; }

    /// <summary>Gives batches as they come.</summary>
    /// <param name="once">Whether to end when nothing more is there now, instead of waiting.</param>
    /// <param name="cancellationToken">Ends it at the next batch; nothing that was acknowledged is lost.</param>
    IAsyncEnumerable<SourceBatch> ReadAsync(bool once, CancellationToken cancellationToken);
}
