namespace FhirAdapter.Sources;

/// <summary>What became of pushed JSON as a whole. All but the first took nothing.</summary>
public enum IntakeVerdict
{
    /// <summary>Committed: each record as its own outcome says.</summary>
    Taken,

    /// <summary>Not JSON, not UTF-8, or no record at all.</summary>
    Malformed,

    /// <summary>A record is too large, or there are too many.</summary>
    TooLarge,

    /// <summary>JSON, but a record does not keep the contract.</summary>
    Invalid,

    /// <summary>A version that is known already, with other content.</summary>
    Conflict,
}
