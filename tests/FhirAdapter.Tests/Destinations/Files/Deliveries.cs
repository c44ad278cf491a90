using FhirAdapter.Destinations;
using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Destinations.Files;

/// <summary>Small mapped records to deliver.</summary>
internal static class Deliveries
{
    private const string Namespace = "https://clinic.example/fhir/id/";

    /// <summary>A procedure with one Observation of each site named, at a patient.</summary>
    public static Delivery Procedure(string id, string note = "note", string[]? sites = null, ReadOnlyMemory<byte> remote = default)
    {
        var record = new NeedlingProcedure { Id = id, Version = 1 };
        var procedure = new Procedure { Status = EventStatus.Completed, Subject = PatientReference(), Note = [new Annotation { Text = new Markdown(note) }] };
        var main = new MappedResource(procedure, Identifier("procedure", id), ResourceRole.Main, [Open(procedure.Subject, "Patient", PatientIdentifier, null)]);
        var parts = (sites ?? []).Select(site => Site(record.Key, id, site));
        return new Delivery(record.Key, 1, record, [Patient(), main, .. parts], remote, []);
    }

    /// <summary>A score that belongs to a procedure, which it needs where that is required.</summary>
    public static Delivery Score(string id, string procedure, Dependency? dependency = null, bool required = true)
    {
        var record = new PainScore { Id = id, Version = 1, Procedure = procedure };
        var score = new Observation { Status = ObservationStatus.Final, Code = new CodeableConcept { Text = "NRS" }, Value = new Integer(4) };
        score.PartOf.Add(Logical("Procedure", Identifier("procedure", procedure)));
        var open = new OpenReference(score.PartOf[0], "Procedure", Identifier("procedure", procedure), new RecordKey(RecordKind.NeedlingProcedure, procedure), required);
        var main = new MappedResource(score, Identifier("score", id), ResourceRole.Main, [open]);
        return new Delivery(record.Key, 1, record, [main], default, dependency is null ? [] : [dependency]);
    }

    /// <summary>What takes back a site: the same Observation entered in error.</summary>
    public static MappedResource? Retract(ClinicRecord record, string type, BusinessIdentifier identifier) => type == "Observation"
        ? new MappedResource(
            new Observation { Status = ObservationStatus.EnteredInError, Code = new CodeableConcept { Text = "site" } }, identifier, ResourceRole.Part, [])
        : null;

    private static BusinessIdentifier PatientIdentifier => Identifier("patient", "pat-1");

    private static MappedResource Site(RecordKey key, string id, string site)
    {
        var observation = new Observation { Status = ObservationStatus.Final, Code = new CodeableConcept { Text = "site" } };
        observation.PartOf.Add(Logical("Procedure", Identifier("procedure", id)));
        return new MappedResource(
            observation, Identifier("procedure", $"{id}#{site}"), ResourceRole.Part, [Open(observation.PartOf[0], "Procedure", Identifier("procedure", id), key)]);
    }

    private static MappedResource Patient() => new(new Patient { Active = true }, PatientIdentifier, ResourceRole.Party, []);

    private static ResourceReference PatientReference() => Logical("Patient", PatientIdentifier);

    private static ResourceReference Logical(string type, BusinessIdentifier identifier) =>
        new() { Type = type, Identifier = new Identifier(identifier.System, identifier.Value) };

    private static OpenReference Open(ResourceReference element, string type, BusinessIdentifier target, RecordKey? record) =>
        new(element, type, target, record, Required: true);

    private static BusinessIdentifier Identifier(string kind, string value) => new() { System = Namespace + kind, Value = value };
}
