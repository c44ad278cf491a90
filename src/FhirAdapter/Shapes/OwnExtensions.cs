namespace FhirAdapter.Shapes;

/// <summary>What becomes of the adapter's own extensions at a destination.</summary>
public enum OwnExtensions
{
    /// <summary>They are sent; FHIR servers must keep or ignore extensions that they do not know.</summary>
    Keep = 0,

    /// <summary>They are left out, for a server that refuses what it does not know. What their text says as well is reported apart.</summary>
    Drop = 1,
}
