namespace FhirAdapter.Outbox;

/// <summary>What became of a version handed to the ledger.</summary>
internal enum AppendOutcome
{
    /// <summary>New content: it is now owed to every destination.</summary>
    Accepted,

    /// <summary>A higher version with the content already there: noted, the payload of the first version with that content stays, and nothing more is owed.</summary>
    Unchanged,

    /// <summary>The very version and content already there: nothing happened.</summary>
    Duplicate,

    /// <summary>A lower version than the one already there: nothing happened.</summary>
    Stale,

    /// <summary>The version already there, with other content: refused, nothing happened.</summary>
    VersionConflict,
}
