using Hl7.Fhir.Model;
using FhirPractitioner = Hl7.Fhir.Model.Practitioner;

namespace FhirAdapter.Records.Mapping;

/// <summary>What one practitioner becomes wherever a record names this one; made once and shared, so never to be changed.</summary>
/// <param name="Words">How the practitioner is called, with qualification and certificate.</param>
/// <param name="Extension">What references tell of the qualification, where there is anything to tell.</param>
/// <param name="Qualifications">The same for the resource.</param>
internal sealed record PractitionerParts(
    string Words,
    Extension? Extension,
    FhirPractitioner.QualificationComponent[] Qualifications);
