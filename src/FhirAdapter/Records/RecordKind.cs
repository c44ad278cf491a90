namespace FhirAdapter.Records;

/// <summary>The kinds of record a clinic hands over. The order of the values is the order in which one patient's records are delivered.</summary>
public enum RecordKind
{
    /// <summary>A contraindication that was looked for or found. Code <c>contraindication-finding</c>.</summary>
    ContraindicationFinding = 0,

    /// <summary>A dry-needling session, done or not done. Code <c>needling-procedure</c>.</summary>
    NeedlingProcedure = 1,

    /// <summary>A pain, function or outcome score. Code <c>pain-score</c>.</summary>
    PainScore = 2,
}
