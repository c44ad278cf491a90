using FhirAdapter.Outbox;
using FhirAdapter.Records;

namespace FhirAdapter.Sources.Files;

/// <summary>The part of a file that is committed together.</summary>
internal sealed class FileBatch
{
    private IReadOnlyList<AppendOutcome>? _outcomes;

    public List<ReadRecord.Good> Records { get; } = [];

    public List<RecordFault> Faults { get; } = [];

    public int Refused { get; private set; }

    public long Bytes { get; private set; }

    public bool Acknowledged => _outcomes is not null;

    public IReadOnlyList<AppendOutcome> Outcomes => _outcomes ?? throw new InvalidOperationException("The batch is not acknowledged yet.");

    public void Add(ReadRecord read)
    {
        if (read is ReadRecord.Good good)
        {
            Records.Add(good);
            Bytes += good.Payload.Length;
        }
        else if (read is ReadRecord.Bad bad)
        {
            Refused++;
            Faults.AddRange(bad.Faults);
        }
    }

    public SourceBatch ToSourceBatch() => new(Records, Refused, AcknowledgeAsync);

    private Task AcknowledgeAsync(IReadOnlyList<AppendOutcome> outcomes, CancellationToken cancellationToken)
    {
        if (outcomes.Count != Records.Count)
            throw new ArgumentException("There must be one outcome for each record of the batch.", nameof(outcomes));
        _outcomes = outcomes;
        return Task.CompletedTask;
    }
}
