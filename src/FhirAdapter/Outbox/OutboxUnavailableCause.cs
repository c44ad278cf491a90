namespace FhirAdapter.Outbox;

/// <summary>Why the ledger cannot be used.</summary>
public enum OutboxUnavailableCause
{
    /// <summary>The folder or file cannot be made, opened or written.</summary>
    NotWritable,

    /// <summary>The file is not a ledger, or is damaged.</summary>
    Damaged,

    /// <summary>The ledger was written by a newer release.</summary>
    NewerSchema,

    /// <summary>The database engine is too old to be trusted with it.</summary>
    EngineTooOld,

    /// <summary>Another process kept the ledger locked for longer than the busy timeout.</summary>
    Busy,

    /// <summary>The disk is full.</summary>
    DiskFull,

    /// <summary>The disk failed to read or write.</summary>
    DiskFailed,

    /// <summary>More is undelivered than the settings allow; records are taken again when some of it has arrived.</summary>
    BacklogFull,

    /// <summary>The ledger is larger than the settings allow.</summary>
    LedgerFull,

    /// <summary>Less is free on the ledger's disk than the settings ask for; records are taken again when there is room.</summary>
    DiskLow,
}
