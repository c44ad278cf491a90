using Hl7.Fhir.Model;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>The status by which R4 takes a resource back.</summary>
internal static class EnteredInError
{
    public const string Code = "entered-in-error";

    /// <summary>Whether a resource says that it was entered in error.</summary>
    public static bool IsSaidBy(Resource resource) => resource switch
    {
        Procedure procedure => procedure.Status == EventStatus.EnteredInError,
        Condition condition => IsSaidBy(condition.VerificationStatus),
        AllergyIntolerance allergy => IsSaidBy(allergy.VerificationStatus),
        Observation observation => observation.Status == ObservationStatus.EnteredInError,
        Device device => device.Status == Device.FHIRDeviceStatus.EnteredInError,
        DocumentReference document => document.Status == DocumentReferenceStatus.EnteredInError,
        QuestionnaireResponse answers => answers.Status == QuestionnaireResponse.QuestionnaireResponseStatus.EnteredInError,
        _ => false,
    };

    private static bool IsSaidBy(CodeableConcept? status) => status?.Coding.Exists(static coding => coding.Code == Code) == true;
}
