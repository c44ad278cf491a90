using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes.Rules;

/// <summary>Says of an Observation without a value, components or members that its value is not known (us-core-2).</summary>
internal sealed class ObservationValueRule : IShapeRule
{
    public string Description => "adds the dataAbsentReason unknown to an Observation that has neither value nor components nor members (us-core-2)";

    public void Apply(ShapeDraft draft)
    {
        if (draft.Resource is not Observation { Value: null, DataAbsentReason: null, Component.Count: 0, HasMember.Count: 0 } observation)
            return;
        observation.DataAbsentReason = DataAbsent.Reason("unknown");
        draft.Added("dataAbsentReason");
    }
}
