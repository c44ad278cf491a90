using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>Reads why needling was wanted: the reverse of <see cref="Reasons"/>.</summary>
internal static class ReasonsFromFhir
{
    public static IReadOnlyList<Indication>? Read(FhirReading reading, Procedure procedure) => procedure.ReasonCode.Count == 0
        ? null
        : [.. procedure.ReasonCode.Select((reason, i) => Indication(reading, reason, $"Procedure.reasonCode[{i}]"))];

    private static Indication Indication(FhirReading reading, CodeableConcept reason, string path)
    {
        var coded = reading.Coded(reason, "indication", path);
        var cause = reading.Extension<CodeableConcept>(reason, Extensions.ReasonCause, path);
        return new Indication { Code = coded?.Code, Text = coded?.Text, Cause = reading.Coded(cause, "cause", path + ".extension(reason-cause)") };
    }
}
