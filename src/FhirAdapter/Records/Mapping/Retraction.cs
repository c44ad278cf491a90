using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>
/// The least valid resource that says "entered in error" of something an earlier version of a record had, with what a server may ask for and a person finds
/// it by: code, category, time and encounter.
/// </summary>
internal static class Retraction
{
    /// <param name="context">What mapping goes by.</param>
    /// <param name="record">The record.</param>
    /// <param name="identifier">What is taken back.</param>
    /// <param name="resourceType">Its type.</param>
    /// <param name="known">What the record can still say of it; nothing where it cannot.</param>
    public static MappedResource? Of(MappingContext context, ClinicRecord record, BusinessIdentifier identifier, string resourceType, Resource? known)
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
                Encounter = EncounterOf(draft, (known as Procedure)?.Encounter),
                Performed = (known as Procedure)?.Performed,
            },
            "Condition" => new Condition
            {
                Identifier = Parties.Identifiers(identifier),
                VerificationStatus = Conditions.EnteredInError(),
                Category = (known as Condition)?.Category,
                Code = (known as Condition)?.Code ?? new CodeableConcept { Text = draft.Words.EnteredInError },
                Subject = Parties.Patient(draft),
                Encounter = EncounterOf(draft, (known as Condition)?.Encounter),
                RecordedDateElement = (known as Condition)?.RecordedDateElement,
            },
            "AllergyIntolerance" => new AllergyIntolerance
            {
                Identifier = Parties.Identifiers(identifier),
                VerificationStatus = Allergies.EnteredInError(),
                Code = (known as AllergyIntolerance)?.Code ?? new CodeableConcept { Text = draft.Words.EnteredInError },
                Patient = Parties.Patient(draft),
                Encounter = EncounterOf(draft, (known as AllergyIntolerance)?.Encounter),
                RecordedDateElement = (known as AllergyIntolerance)?.RecordedDateElement,
            },
            "Observation" => new Observation
            {
                Identifier = Parties.Identifiers(identifier),
                Status = ObservationStatus.EnteredInError,
                Category = (known as Observation)?.Category,
                Code = (known as Observation)?.Code
                    ?? (context.Identity.ObservationKind(identifier) is { } kind ? draft.Fixed("observation-kind", kind) : new CodeableConcept { Text = draft.Words.EnteredInError }),
                Subject = Parties.Patient(draft),
                Encounter = EncounterOf(draft, (known as Observation)?.Encounter),
                Effective = (known as Observation)?.Effective,
            },
            "Device" => new Device { Identifier = Parties.Identifiers(identifier), Status = Device.FHIRDeviceStatus.EnteredInError },
            _ => null,
        };
        if (resource is null)
            return null;
        draft.Add(resource, identifier, ResourceRole.Part);
        return ((MappingResult.Mapped)draft.Finish()).Resources[0];
    }

    private static ResourceReference? EncounterOf(Draft draft, ResourceReference? known) => known is null ? null : Parties.Encounter(draft);
}
