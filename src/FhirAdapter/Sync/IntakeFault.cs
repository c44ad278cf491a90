using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Sources;

namespace FhirAdapter.Sync;

/// <summary>What the ledger's outcomes mean to whoever pushes records.</summary>
internal static class IntakeFault
{
    public static IntakeOutcome Outcome(AppendOutcome outcome) => outcome switch
    {
        AppendOutcome.Accepted => IntakeOutcome.Accepted,
        AppendOutcome.Stale => IntakeOutcome.Stale,
        AppendOutcome.VersionConflict => IntakeOutcome.Refused,
        _ => IntakeOutcome.AlreadyKnown,
    };

    public static RecordFault VersionConflict(long line) => new(line, "version", "version-conflict", "a new version number for changed content");
}
