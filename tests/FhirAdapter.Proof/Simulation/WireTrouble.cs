namespace FhirAdapter.Proof.Simulation;

/// <summary>What can become of one request on its way.</summary>
internal enum WireTrouble
{
    None,
    Refused,
    Lost,
    ReplyLost,
    ReplyLate,
    Doubled,
    Broken,
    Busy,
    CrashBefore,
    CrashAfter,
    Count,
}
