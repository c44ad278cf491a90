using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>The notes of the resources that have them.</summary>
internal static class Notes
{
    /// <summary>The notes; <see langword="null"/> for a type without.</summary>
    public static List<Annotation>? Of(Resource resource) => resource switch
    {
        Procedure procedure => procedure.Note,
        Condition condition => condition.Note,
        Observation observation => observation.Note,
        AllergyIntolerance allergy => allergy.Note,
        Device device => device.Note,
        _ => null,
    };
}
