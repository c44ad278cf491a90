namespace FhirAdapter.WriteProfiles;

/// <summary>Which forms of reference a server keeps.</summary>
internal sealed record ReferenceSupport
{
    /// <summary>Whether a reference may name its target by identifier alone (<c>Reference.identifier</c>).</summary>
    public bool Logical { get; init; } = true;
}
