using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>
/// Reads what went wrong or was felt: the reverse of <see cref="Complications"/>. All of it stands on the Procedure; the Conditions say no more.
/// </summary>
internal static class ComplicationsFromFhir
{
    public static IReadOnlyList<AdverseEffect>? Read(FhirReading reading, Procedure procedure) => procedure.Complication.Count == 0
        ? null
        : [.. procedure.Complication.Select((complication, i) => Effect(reading, complication, $"Procedure.complication[{i}]"))];

    private static AdverseEffect Effect(FhirReading reading, CodeableConcept complication, string path) => new()
    {
        Code = reading.Code(complication, "adverse-effect", path),
        Severity = reading.CodeExtension(complication, Extensions.EffectSeverity, "severity", path),
        Onset = reading.Time(reading.Extension<FhirDateTime>(complication, Extensions.EffectOnset, path), path),
        Text = reading.Words(complication, isCoded: true, path),
    };
}
