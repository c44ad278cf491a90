using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes.Rules;

/// <summary>Says that a value is missing, and why, where a profile demands one. A value is never made up.</summary>
internal static class DataAbsent
{
    /// <summary>FHIR R4, on any element: why it has no value.</summary>
    public const string Extension = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    /// <summary>A time without a value.</summary>
    /// <param name="reason">A code of FHIR's data-absent-reason.</param>
    public static FhirDateTime Time(string reason) => new() { Extension = [new Extension(Extension, new Code(reason))] };

    /// <summary>The reason as a CodeableConcept.</summary>
    public static CodeableConcept Reason(string code) => new("http://terminology.hl7.org/CodeSystem/data-absent-reason", code);
}
