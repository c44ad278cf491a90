namespace FhirAdapter.Health;

/// <summary>The kinds of loop that run in the background.</summary>
internal enum LoopKind
{
    /// <summary>From one source to the ledger.</summary>
    Capture,

    /// <summary>From the ledger to one destination.</summary>
    Delivery,

    /// <summary>The one that looks at the others.</summary>
    Health,
}
