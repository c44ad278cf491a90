using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Sources;

namespace FhirAdapter.Tests.Sources;

/// <summary>A ledger that notes which records had an effect, by the rules of the real one.</summary>
internal sealed class CollectingLedger
{
    private readonly Dictionary<RecordKey, (long Version, string Content)> _known = [];

    /// <summary>The ids that were new, in order.</summary>
    public List<string> Effects { get; } = [];

    public IReadOnlyList<AppendOutcome> Append(SourceBatch batch) => [.. batch.Records.Select(Append)];

    public Task TakeAsync(SourceBatch batch) => batch.AcknowledgeAsync(Append(batch), CancellationToken.None);

    private AppendOutcome Append(ReadRecord.Good good)
    {
        var content = Convert.ToHexString(good.ContentHash.Span);
        var isKnown = _known.TryGetValue(good.Record.Key, out var known);
        if (isKnown && good.Record.Version < known.Version)
            return AppendOutcome.Stale;
        if (isKnown && good.Record.Version == known.Version)
            return content == known.Content ? AppendOutcome.Duplicate : AppendOutcome.VersionConflict;
        _known[good.Record.Key] = (good.Record.Version, content);
        if (isKnown && content == known.Content)
            return AppendOutcome.Unchanged;
        Effects.Add(good.Record.Id!);
        return AppendOutcome.Accepted;
    }
}
