namespace FhirAdapter.Destinations.FhirServers;

/// <summary>What becomes of a record whose patient the server does not know.</summary>
public enum PatientMode
{
    /// <summary>The record is parked: a person has to bring the patient to the server.</summary>
    Resolve,

    /// <summary>The patient is created with nothing but what the record says.</summary>
    Create,
}
