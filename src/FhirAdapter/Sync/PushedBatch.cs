using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Records.Reading;
using FhirAdapter.Sources;

namespace FhirAdapter.Sync;

/// <summary>The records of one push, as they were read, and what is to be told of them.</summary>
internal sealed class PushedBatch(IntakeOptions options)
{
    private readonly List<ReadRecord> _read = [];
    private readonly List<RecordFault> _faults = [];
    private long _faultsNotListed;
    private bool _tooMany;

    public List<ReadRecord.Good> Good { get; } = [];

    public int Count => _read.Count;

    public bool AnyBad => _faults.Count > 0;

    /// <summary>Takes the next record.</summary>
    /// <returns>Whether there is room for another; if not, the whole is too large.</returns>
    public bool Add(ReadRecord read)
    {
        if (_read.Count == options.MaxRecords)
        {
            _tooMany = true;
            Tell(new RecordFault(0, "", FaultCode.TooMany, FormattableString.Invariant($"at most {options.MaxRecords:#,##0} records at once")));
            return false;
        }

        _read.Add(read);
        if (read is ReadRecord.Good good)
            Good.Add(good);
        else if (read is ReadRecord.Bad bad)
            bad.Faults.ToList().ForEach(Tell);
        return true;
    }

    /// <summary>Whether nothing of it may be taken under this rule.</summary>
    public bool IsRefused(IntakeRule rule) => _tooMany || Good.Count == 0 || (AnyBad && rule == IntakeRule.AllOrNone);

    /// <summary>The report of a batch of which nothing was taken for what was read.</summary>
    public IntakeReport Refused() => new(
        _read.OfType<ReadRecord.Bad>().SelectMany(bad => bad.Faults) switch
        {
            _ when _tooMany => IntakeVerdict.TooLarge,
            var faults when faults.Any(IsMalformed) => IntakeVerdict.Malformed,
            var faults when faults.Any(IsTooLarge) => IntakeVerdict.TooLarge,
            _ => IntakeVerdict.Invalid,
        },
        [], _faults, _faultsNotListed);

    /// <summary>The report of a batch of which nothing was taken because of what the ledger holds.</summary>
    public IntakeReport Conflicting(IReadOnlyList<AppendOutcome> outcomes)
    {
        for (var i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i] == AppendOutcome.VersionConflict)
                Tell(IntakeFault.VersionConflict(Good[i].Line));
        }

        return new IntakeReport(IntakeVerdict.Conflict, [], _faults, _faultsNotListed);
    }

    /// <summary>The report of a batch that was committed.</summary>
    public IntakeReport Taken(IReadOnlyList<AppendOutcome> outcomes)
    {
        var records = new PushedRecord[_read.Count];
        for (var (i, next) = (0, 0); i < records.Length; i++)
        {
            records[i] = _read[i] switch
            {
                ReadRecord.Good good => Of(good, outcomes[next++]),
                ReadRecord.Bad bad => new PushedRecord(bad.Faults[0].Line, null, null, IntakeOutcome.Refused, bad.Faults),
                var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
            };
        }

        return new IntakeReport(IntakeVerdict.Taken, records, [], 0);
    }

    private static PushedRecord Of(ReadRecord.Good good, AppendOutcome outcome)
    {
        var told = IntakeFault.Outcome(outcome);
        return new PushedRecord(
            good.Line, good.Record.Key, good.Record.Version, told,
            told == IntakeOutcome.Refused ? [IntakeFault.VersionConflict(good.Line)] : []);
    }

    // Of a record that is nested too deep, or is no UTF-8, nothing was read either.
    private static bool IsMalformed(RecordFault fault) => fault is
    {
        Field: "", Code: FaultCode.Malformed or FaultCode.WrongEncoding or FaultCode.WrongFormat or FaultCode.Empty or FaultCode.TooDeep,
    };

    private static bool IsTooLarge(RecordFault fault) => fault is { Field: "", Code: FaultCode.TooLong };

    private void Tell(RecordFault fault)
    {
        if (_faults.Count < options.MaxReportedFaults)
            _faults.Add(fault);
        else
            _faultsNotListed++;
    }
}
