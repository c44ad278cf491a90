using FhirAdapter.Outbox;
using FhirAdapter.Records;

namespace FhirAdapter.Sources.Files;

/// <summary>What became of the records of one file.</summary>
/// <param name="faultLimit">How many faults are kept; the rest is counted.</param>
internal sealed class FileTally(int faultLimit)
{
    private readonly List<RecordFault> _faults = [];
    private readonly List<RecordFault> _warnings = [];

    public long Accepted { get; private set; }

    public long Unchanged { get; private set; }

    public long Stale { get; private set; }

    public long Refused { get; private set; }

    public long FaultsNotListed { get; private set; }

    public IReadOnlyList<RecordFault> Faults => _faults;

    public bool HasFaults => _faults.Count > 0;

    /// <summary>What was passed over in records that were taken; as many as faults at the most.</summary>
    public IReadOnlyList<RecordFault> Warnings => _warnings;

    public bool HasWarnings => _warnings.Count > 0;

    public long Records => Accepted + Unchanged + Stale + Refused;

    public void Add(FileBatch batch)
    {
        Refused += batch.Refused;
        foreach (var fault in batch.Faults)
            Add(fault);
        for (var i = 0; i < batch.Records.Count; i++)
        {
            Add(batch.Outcomes[i], batch.Records[i].Line);
            _warnings.AddRange(batch.Records[i].Warnings.Take(faultLimit - _warnings.Count));
        }
    }

    public void Add(RecordFault fault)
    {
        if (_faults.Count < faultLimit)
            _faults.Add(fault);
        else
            FaultsNotListed++;
    }

    private void Add(AppendOutcome outcome, long line)
    {
        switch (outcome)
        {
            case AppendOutcome.Accepted:
                Accepted++;
                break;
            case AppendOutcome.Unchanged or AppendOutcome.Duplicate:
                Unchanged++;
                break;
            case AppendOutcome.Stale:
                Stale++;
                break;
            case AppendOutcome.VersionConflict:
                Refused++;
                Add(new RecordFault(line, "version", "version-conflict", "a new version number for changed content"));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An outcome that is not known.");
        }
    }
}
