using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes.Rules;

/// <summary>Gives a bare number the unit 1 of UCUM, which says no more than that it is a number (us-core-3).</summary>
internal sealed class UnitRule : IShapeRule
{
    public string Description => "adds the unit 1 (UCUM) to an Observation's value that is a number without a unit (us-core-3)";

    public void Apply(ShapeDraft draft)
    {
        if (draft.Resource is not Observation { Value: Quantity { System: null, Code: null } quantity })
            return;
        quantity.System = "http://unitsofmeasure.org";
        quantity.Code = "1";
        draft.Added("valueQuantity.system");
        draft.Added("valueQuantity.code");
    }
}
