using System.ComponentModel.DataAnnotations;

namespace FhirAdapter.Shapes;

/// <summary>How the resources for a destination are shaped after mapping. What is added and left out is told by <c>check</c> and <c>map --report</c>.</summary>
/// <remarks>A new shape holds for what is sent from then on; what was delivered before stays as it is at the destination.</remarks>
public sealed class ShapeOptions : IValidatableObject
{
    /// <summary>The shape.</summary>
    /// <value>The default is <see cref="ShapeKind.Full"/>.</value>
    [EnumDataType(typeof(ShapeKind))]
    public ShapeKind Kind { get; set; }

    /// <summary>What the clinic's Conditions are taken for. Needs a shape other than <see cref="ShapeKind.Full"/>.</summary>
    /// <value>The default is <see cref="ConditionCategory.Auto"/>.</value>
    [EnumDataType(typeof(ConditionCategory))]
    public ConditionCategory ConditionCategory { get; set; }

    /// <summary>Whether resources name the profiles of the shape's guide that they fit in <c>meta.profile</c>. Of no effect for <see cref="ShapeKind.Full"/>.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool ClaimProfiles { get; set; } = true;

    /// <summary>
    /// Whether resources name the adapter's own profiles (<c>profiles/compiled</c>) in <c>meta.profile</c>. The claim is an assertion that a server may
    /// check: load the profiles there first, for R4 lets it refuse a profile that it does not know. Only for <see cref="ShapeKind.Full"/>, for a shape may
    /// leave out what they ask for.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool ClaimOwnProfiles { get; set; }

    /// <summary>What becomes of the adapter's own extensions. Needs a shape other than <see cref="ShapeKind.Full"/>.</summary>
    /// <value>The default is <see cref="OwnExtensions.Keep"/>.</value>
    [EnumDataType(typeof(OwnExtensions))]
    public OwnExtensions OwnExtensions { get; set; }

    /// <summary>
    /// Whether a Provenance tells where each record's resources come from, one for each change of the record. In R4 it has no identifier: a FHIR server
    /// gets it under an id of the adapter's where it lets clients choose ids (<c>updateCreate</c>), else only where it can be searched by <c>target</c>, so that
    /// it is there once; elsewhere it is left out, which <c>check</c>, <c>plan</c> and <c>why</c> tell.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Provenance { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind == ShapeKind.Full && ConditionCategory != ConditionCategory.Auto)
            yield return new ValidationResult("needs a Kind other than Full; set Kind to UsCore or Ips", [nameof(ConditionCategory)]);
        if (Kind == ShapeKind.Full && OwnExtensions != OwnExtensions.Keep)
            yield return new ValidationResult("needs a Kind other than Full; set Kind to UsCore or Ips", [nameof(OwnExtensions)]);
        if (Kind != ShapeKind.Full && ClaimOwnProfiles)
            yield return new ValidationResult("needs the Kind Full: a shape may leave out what the adapter's own profiles ask for", [nameof(ClaimOwnProfiles)]);
        if (Kind == ShapeKind.Ips && ConditionCategory == ConditionCategory.HealthConcern)
            yield return new ValidationResult("must not be HealthConcern for Ips, which does not have it; set Auto or ProblemListItem", [nameof(ConditionCategory)]);
    }
}
