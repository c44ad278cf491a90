namespace FhirAdapter.Proof.Kill;

/// <summary>The named steps that the killer's clinic passes. The others have harnesses of their own: replay the simulator.</summary>
internal static class FailPoints
{
    /// <summary>Passed once at a start; the rest many times.</summary>
    public static readonly string[] AtStart =
        ["ledger.created", "ledger.checked", "migration.begun", "migration.script-run", "migration.committed", "ledger.migrated", "backfill.begun"];

    public static readonly string[] AtWork =
    [
        "capture.read", "append.begun", "append.rows-written", "append.accounts-written", "ledger.committing", "ledger.committed", "capture.appended",
        "capture.acknowledged", "intake.checked", "intake.appended", "file.moving", "file.moved", "claim.begun", "claim.leased", "delivery.claimed", "delivery.mapped", "resolution.searched",
        "exchange.planned", "exchange.looked-up", "request.written", "http.sending", "http.headers-read", "request.answered", "exchange.answered", "exchange.judged",
        "exchange.reread", "delivery.sent", "settle.begun", "settle.claim-written", "settle.accounts-written", "delivery.settled",
        "files.written", "files.flushed", "files.named", "files.folders-flushed", "files.listed",
    ];
}
