namespace FhirAdapter.Destinations.Files;

/// <summary>What becomes of the patients and practitioners that records name.</summary>
public enum PartyWriting
{
    /// <summary>They are not written; references to them stay logical, by identifier.</summary>
    Omit = 0,

    /// <summary>They are written with what the record says of them, and references to them are literal.</summary>
    Write = 1,
}
