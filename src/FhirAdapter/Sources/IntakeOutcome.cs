namespace FhirAdapter.Sources;

/// <summary>What became of a record that was pushed.</summary>
public enum IntakeOutcome
{
    /// <summary>New content, durably in the ledger and owed to every destination.</summary>
    Accepted,

    /// <summary>Known already, by version or by content; nothing new is owed.</summary>
    AlreadyKnown,

    /// <summary>Older than what is known; passed over.</summary>
    Stale,

    /// <summary>Not a valid record, or other content under a version that is known; nothing of it was taken.</summary>
    Refused,
}
