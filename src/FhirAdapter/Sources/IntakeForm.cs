namespace FhirAdapter.Sources;

/// <summary>How pushed JSON is laid out.</summary>
public enum IntakeForm
{
    /// <summary>One record, a single JSON object (RFC 8259).</summary>
    Json,

    /// <summary>One record on each line; empty lines are passed over.</summary>
    NdJson,
}
