namespace FhirAdapter.Shapes;

/// <summary>The shape that a destination's resources have.</summary>
public enum ShapeKind
{
    /// <summary>As they are mapped: FHIR R4 with everything the record tells.</summary>
    Full = 0,

    /// <summary>So that they fit US Core 6.1: Procedure, Condition (Problems and Health Concerns, Encounter Diagnosis), Screening Assessment.</summary>
    UsCore = 1,

    /// <summary>So that they fit the International Patient Summary 2.0: Procedure and Condition.</summary>
    Ips = 2,
}
