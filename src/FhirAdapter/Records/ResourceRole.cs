namespace FhirAdapter.Records;

/// <summary>What a resource is to the record it was mapped from.</summary>
internal enum ResourceRole
{
    /// <summary>The record itself: its Procedure, Condition or Observation. Exactly one of each mapping, and what other records refer to.</summary>
    Main,

    /// <summary>A part of the record, such as the Observation of one needling site or the Device of a needle.</summary>
    Part,

    /// <summary>Somebody the record names: a Patient or Practitioner with nothing but what the record says. Sent only where the destination is told to.</summary>
    Party,
}
