namespace FhirAdapter.Proof.Matrix;

/// <summary>How often a cell's fault is met.</summary>
internal enum Shape
{
    /// <summary>Once, then all is well.</summary>
    Once,

    /// <summary>Again and again until somebody mends the server.</summary>
    ForEver,
}
