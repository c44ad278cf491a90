using System.Net;
using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes.Rules;

/// <summary>Leaves out the adapter's own extensions. It comes before all other rules, which may then count on the order of lists.</summary>
internal sealed class OwnExtensionsRule : IShapeRule
{
    private const string Own = "https://fhir-adapter.example/StructureDefinition/";

    public string Description =>
        "drops the adapter's own extensions (side and part of a place, severity and onset of an effect, phase of a score and so on); what the text says as well is reported as said-in-text";

    public bool ChangesInner => true;

    /// <summary>The rule, where the options want it.</summary>
    public static IEnumerable<IShapeRule> Of(ShapeOptions options) => options.OwnExtensions == OwnExtensions.Drop ? [new OwnExtensionsRule()] : [];

    public void Apply(ShapeDraft draft) =>
        Drop(draft, draft.Resource, "", WebUtility.HtmlDecode((draft.Resource as DomainResource)?.Text?.Div ?? ""));

    // The nearest words are those that a reader finds beside the element; the narrative is what is left for the resource as a whole.
    private static void Drop(ShapeDraft draft, Base element, string path, string words)
    {
        words = element switch
        {
            CodeableConcept { Text: { } text } => text,
            ResourceReference { Display: { } display } => display,
            _ => words,
        };
        foreach (var (childPath, child) in ElementTree.Children(element, path))
        {
            if (child is Extension extension && IsOwn(extension))
                draft.Dropped(childPath, saidInText: Text(extension.Value) is { Length: > 0 } said && words.Contains(said, StringComparison.OrdinalIgnoreCase));
            else
                Drop(draft, child, childPath, words);
        }

        if (element is IExtendable extendable && extendable.Extension.Exists(IsOwn))
            extendable.Extension = [.. extendable.Extension.Where(e => !IsOwn(e))];
    }

    private static bool IsOwn(Extension extension) => extension.Url?.StartsWith(Own, StringComparison.Ordinal) == true;

    private static string? Text(DataType? value) => value switch
    {
        CodeableConcept concept => concept.Text,
        Date date => date.Value,
        FhirString text => text.Value,
        _ => null,
    };
}
