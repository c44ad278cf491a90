using Hl7.Fhir.Utility;

namespace FhirAdapter.Sandbox.Validation;

/// <summary>
/// Turns what the FHIR SDK found into issues. The SDK's own messages carry the offending values, so only its code and path are taken.
/// </summary>
internal static class SdkIssues
{
    private static readonly Dictionary<string, (string Code, string Text)> Known = new(StringComparer.Ordinal)
    {
        ["PVAL101"] = ("structure", "The value is of a type that this element does not allow."),
        ["PVAL102"] = ("structure", "Fewer repetitions than the element needs."),
        ["PVAL103"] = ("structure", "More repetitions than the element allows."),
        ["PVAL104"] = ("structure", "A repetition must not be null."),
        ["PVAL105"] = ("required", "The mandatory element is missing."),
        ["PVAL114"] = ("invalid", "The narrative is not well-formed XHTML."),
        ["PVAL115"] = ("invalid", "The narrative is not the XHTML that FHIR allows."),
        ["PVAL116"] = ("code-invalid", "The code is not in the required value set."),
        ["PVAL118"] = ("invariant", "dom-2: a contained resource must not contain another."),
        ["PVAL123"] = ("value", "The JSON value is of the wrong type for this element."),
        ["PVAL124"] = ("value", "The value does not have the form of its FHIR type."),
        ["PVAL125"] = ("value", "The number must be positive."),
        ["PVAL126"] = ("value", "The number must not be negative."),
        ["PVAL127"] = ("structure", "A single value was sent where a list is expected, or a list where a single value is expected."),
        ["PVAL128"] = ("structure", "The element is not known in FHIR R4."),
        ["PVAL129"] = ("structure", "The element must not be empty."),
        ["PVAL130"] = ("structure", "The resource type is not known in FHIR R4."),
        ["PVAL131"] = ("structure", "The element name is written with the wrong case."),
        ["PVAL132"] = ("structure", "The resource type is written with the wrong case."),
        ["JSON103"] = ("structure", "The resource has no resourceType."),
        ["JSON109"] = ("structure", "The element must not be null."),
        ["JSON114"] = ("structure", "The choice element needs its type as suffix."),
        ["JSON120"] = ("structure", "The object must not be empty."),
        ["JSON121"] = ("structure", "The array must not be empty."),
        ["JSON129"] = ("structure", "The element is given twice."),
    };

    public static Issue[] From(IEnumerable<CodedException> found, string type) => [.. found.Select(one => From(one, type)).Distinct()];

    private static Issue From(CodedException found, string type)
    {
        var (code, text) = Known.GetValueOrDefault(found.ErrorCode, ("structure", "The element is not valid FHIR R4."));
        var path = (found as ExtendedCodedException)?.InstancePath;
        var expression = string.IsNullOrEmpty(path) ? type : path.Replace("$this", type, StringComparison.Ordinal);
        return new Issue("error", code, $"{text} ({found.ErrorCode})", expression);
    }
}
