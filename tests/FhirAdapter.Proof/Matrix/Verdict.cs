namespace FhirAdapter.Proof.Matrix;

/// <summary>What the adapter must make of a fault.</summary>
internal enum Verdict
{
    /// <summary>Tried again by the ledger; no person is needed while attempts are left.</summary>
    Retry,

    /// <summary>Left alone for as long as the server asked, within the cap, without using up an attempt.</summary>
    Wait,

    /// <summary>The outcome is unknown: repeated through identity or read back, never taken as delivered unread.</summary>
    Settle,

    /// <summary>Nothing is parked and no attempt is used up; the destination waits until its credentials are good again.</summary>
    Stop,

    /// <summary>Read again at most once, then settled or parked; a foreign edit is never overwritten.</summary>
    Conflict,

    /// <summary>Kept for a person at once; others go on.</summary>
    Park,

    /// <summary>Nothing goes elsewhere; the destination waits.</summary>
    Refuse,

    /// <summary>It changes nothing: no request, no other state.</summary>
    Absorb,
}
