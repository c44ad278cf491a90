using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.ContraindicationFindings;

/// <summary>
/// An allergy as AllergyIntolerance beside its Condition: "using Condition alone is not sufficient" for decision support (FHIR R4, 9.2.2).
/// </summary>
internal static class FoundAllergy
{
    public static void Add(Draft draft, ContraindicationFinding record, CodeableConcept code)
    {
        var identifier = draft.Identity.Allergy(draft.Id);
        var status = FindingStatus.Of(draft, record);
        var allergy = new AllergyIntolerance
        {
            Identifier = Parties.Identifiers(identifier),
            ClinicalStatus = status.AllergyClinical is { } clinical ? Allergies.ClinicalStatus(clinical) : null,
            VerificationStatus = status.AllergyVerification is { } verification ? Allergies.VerificationStatus(verification) : null,
            Type = AllergyIntolerance.AllergyIntoleranceType.Allergy,
            Code = code,
            Patient = Parties.Patient(draft),
            Encounter = Parties.Encounter(draft),
            RecordedDateElement = Times.DateTime(record.When),
            Recorder = record.Practitioner is { } p ? Parties.Optional(draft, "Practitioner", p.Identifier) : null,
            Asserter = PresentFinding.Asserter(draft, record),
            Note = Observations.Notes(record.Note),
        };
        allergy.Narrate(draft, FindingWords.Lines(draft, record, code.Text, place: null));
        draft.Add(allergy, identifier, ResourceRole.Part);
    }
}
