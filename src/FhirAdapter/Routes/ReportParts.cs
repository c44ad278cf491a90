using FhirAdapter.Records;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>What a report is made of.</summary>
/// <param name="Main">The record's main resource.</param>
/// <param name="Told">What the record became, without people, in the order of the record; all of it is told in the report.</param>
/// <param name="InOrder">The same, the main resource first.</param>
internal sealed record ReportParts(MappedResource Main, IReadOnlyList<StayingResource> Told, IReadOnlyList<StayingResource> InOrder)
{
    private readonly List<OpenReference> _open = [];

    /// <summary>The references of the report that a destination has to fill in.</summary>
    public IReadOnlyList<OpenReference> Open => _open;

    /// <summary>The first reference of the main resource to a type, anew; nothing where it has none.</summary>
    public ResourceReference? Reference(string type)
    {
        if (Main.References.FirstOrDefault(reference => reference.TargetType == type) is not { } found)
            return null;
        var element = new ResourceReference { Type = type, Identifier = new Identifier(found.Target.System, found.Target.Value) };
        _open.Add(found with { Element = element });
        return element;
    }

    /// <summary>When it was done, found or measured.</summary>
    public DataType? Time => Main.Resource switch
    {
        Procedure procedure => procedure.Performed,
        Observation observation => observation.Effective,
        Condition condition => condition.RecordedDateElement,
        _ => null,
    };
}
