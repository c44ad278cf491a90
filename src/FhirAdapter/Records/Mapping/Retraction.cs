using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>The least valid resource that says "entered in error" of something an earlier version of a record had.</summary>
internal static class Retraction
{
    public static MappedResource? Of(MappingContext context, ClinicRecord record, string resourceType, BusinessIdentifier identifier)
    {
        var draft = new Draft(context, record with { Deleted = true });
        Resource? resource = resourceType switch
        {
            "Procedure" => new Procedure
            {
                Identifier = Parties.Identifiers(identifier),
                Status = EventStatus.EnteredInError,
                Code = draft.Fixed("procedure", "dry-needling"),
                Subject = Parties.Patient(draft),
            },
            "Condition" => new Condition
            {
                Identifier = Parties.Identifiers(identifier),
                VerificationStatus = Conditions.EnteredInError(),
                Code = new CodeableConcept { Text = draft.Words.EnteredInError },
                Subject = Parties.Patient(draft),
            },
            "AllergyIntolerance" => new AllergyIntolerance
            {
                Identifier = Parties.Identifiers(identifier),
                VerificationStatus = Allergies.EnteredInError(),
                Code = new CodeableConcept { Text = draft.Words.EnteredInError },
                Patient = Parties.Patient(draft),
            },
            "Observation" => new Observation
            {
                Identifier = Parties.Identifiers(identifier),
                Status = ObservationStatus.EnteredInError,
                Code = context.Identity.ObservationKind(identifier) is { } kind
                    ? draft.Fixed("observation-kind", kind)
                    : new CodeableConcept { Text = draft.Words.EnteredInError },
                Subject = Parties.Patient(draft),
            },
            "Device" => new Device { Identifier = Parties.Identifiers(identifier), Status = Device.FHIRDeviceStatus.EnteredInError },
            _ => null,
        };
        if (resource is null)
            return null;
        draft.Add(resource, identifier, ResourceRole.Part);
        return ((MappingResult.Mapped)draft.Finish()).Resources[0];
    }
}
