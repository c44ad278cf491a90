namespace FhirAdapter.Shapes;

/// <summary>One thing in which a shaped resource differs from the resource as it was mapped. It holds no clinical value.</summary>
/// <param name="ResourceType">The resource's type.</param>
/// <param name="Identifier">Its business identifier without what all have in common, such as <c>needling-site/DN-1~site-2</c>.</param>
/// <param name="Path">
/// The element with all below it, by the names of FHIR JSON: <c>category[0]</c>, <c>bodySite.extension[1]</c>. What was left out is counted in the
/// resource as it was mapped, what was added in the shaped one. Empty for a whole resource.
/// </param>
/// <param name="Code">What became of it: <c>added</c>, <c>dropped</c>, or <c>said-in-text</c> for what was left out and stands in a text still.</param>
public sealed record ShapeChange(string ResourceType, string Identifier, string Path, string Code)
{
    /// <summary>Was not there and is.</summary>
    public const string Added = "added";

    /// <summary>Was there, is not, and no text says it.</summary>
    public const string Dropped = "dropped";

    /// <summary>Was there as an element, and is there in a text only.</summary>
    public const string SaidInText = "said-in-text";
}
