using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>Takes back a report that a record no longer has.</summary>
internal static class ReportRetraction
{
    public static MappedResource? Of(ClinicRecord record, string type, BusinessIdentifier identifier, WriteProfile profile, Words words)
    {
        var gone = record with { Deleted = true };
        var patient = new ResourceReference { Type = "Patient", Identifier = new Identifier(record.Patient!.System, record.Patient.Value) };
        Resource? report = type switch
        {
            "DocumentReference" => Document(profile.Document, identifier, gone, patient, words),
            "QuestionnaireResponse" => ReportAnswers.New(identifier, gone, patient),
            _ => null,
        };
        return report is null
            ? null
            : new MappedResource(report, identifier, ResourceRole.Part, [new OpenReference(patient, "Patient", record.Patient!, null, Required: true)]);
    }

    private static DocumentReference Document(DocumentForm form, BusinessIdentifier identifier, ClinicRecord record, ResourceReference patient, Words words)
    {
        var document = ReportDocument.New(form, identifier, record, patient);
        document.DocStatus = CompositionStatus.EnteredInError;
        document.Content = [ReportDocument.Content(form, words.EnteredInError)];
        return document;
    }
}
