namespace FhirAdapter.Proof.Matrix;

/// <summary>Which request meets the fault.</summary>
internal enum Interaction
{
    CreateConditional,
    PutById,
    ConditionalPut,
    PutIfMatch,
    Correction,
    Transaction,
    Batch,
    ReadBack,
    Token,
    SmartConfiguration,
    Metadata,
    Search,
    NextPage,
}
