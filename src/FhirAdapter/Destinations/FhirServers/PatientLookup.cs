namespace FhirAdapter.Destinations.FhirServers;

/// <summary>How the patient of a record is found at the server.</summary>
public enum PatientLookup
{
    /// <summary>By a search for the identifier; where the server has none for patients and says that it has <c>$match</c>, by that.</summary>
    Auto,

    /// <summary>By a search for the identifier.</summary>
    Identifier,

    /// <summary>By <c>Patient/$match</c> (R4 patient-operation-match): the identifier is sent, and only one certain match counts.</summary>
    Match,
}
