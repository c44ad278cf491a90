using FhirAdapter.Destinations;
using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Destinations;

/// <summary>Small deliveries made by hand: a procedure with a part, and scores that refer to it.</summary>
internal static class SomeDeliveries
{
    public const string Ids = "https://clinic.example/fhir/id/";

    public static BusinessIdentifier Id(string kind, string value) => new() { System = Ids + kind, Value = value };

    public static Delivery Procedure(string id, string patient, long version = 1, string note = "as planned", bool withSite = true, bool valid = true)
    {
        var identifier = Id("procedure", id);
        var procedure = new Procedure
        {
            Identifier = { new Identifier(identifier.System, identifier.Value) },
            Status = valid ? EventStatus.Completed : null,
            Code = new CodeableConcept { Text = "Dry needling" },
            Note = { new Annotation { Text = new Markdown(note) } },
            Performed = new FhirDateTime("2026-11-20T17:05:00+01:00"),
        };
        var subject = Subject(patient);
        procedure.Subject = subject.Element;
        List<MappedResource> resources = [Party(patient), new(procedure, identifier, ResourceRole.Main, [subject])];
        if (withSite)
            resources.Add(Site(id, patient));
        var record = new NeedlingProcedure { Id = id, Version = version, Patient = Id("patient", patient) };
        return new Delivery(record.Key, version, record, resources, default, []);
    }

    public static Delivery Score(string id, string patient, string? procedure = null, decimal value = 3, bool valid = true)
    {
        var identifier = Id("observation", id);
        var subject = Subject(patient);
        var observation = Observation(identifier, subject, valid);
        observation.Value = new Quantity { Value = value, Unit = "score", System = "http://unitsofmeasure.org", Code = "{score}" };
        List<OpenReference> references = [subject];
        if (procedure is not null)
            references.Add(PartOf(observation, procedure));
        var record = new PainScore { Id = id, Version = 1, Patient = Id("patient", patient) };
        return new Delivery(
            record.Key, 1, record, [Party(patient), new(observation, identifier, ResourceRole.Main, references)], default,
            procedure is null ? [] : [new Dependency(ProcedureKey(procedure), DeliveryState.Pending, default)]);
    }

    public static RecordKey ProcedureKey(string id) => new(RecordKind.NeedlingProcedure, id);

    public static MappedResource Party(string patient)
    {
        var identifier = Id("patient", patient);
        return new(new Patient { Identifier = { new Identifier(identifier.System, identifier.Value) } }, identifier, ResourceRole.Party, []);
    }

    /// <summary>The stub that takes a site back.</summary>
    public static MappedResource? Retract(ClinicRecord record, string type, BusinessIdentifier identifier)
    {
        if (type != "Observation")
            return null;
        var subject = Subject(record.Patient!.Value!);
        var observation = Observation(identifier, subject, valid: true);
        observation.Status = ObservationStatus.EnteredInError;
        return new(observation, identifier, ResourceRole.Part, [subject]);
    }

    private static MappedResource Site(string procedure, string patient)
    {
        var identifier = Id("observation", $"{procedure}#site-1");
        var subject = Subject(patient);
        var site = Observation(identifier, subject, valid: true);
        site.Value = new FhirString("Left upper trapezius");
        return new(site, identifier, ResourceRole.Part, [subject, PartOf(site, procedure)]);
    }

    private static Observation Observation(BusinessIdentifier identifier, OpenReference subject, bool valid) => new()
    {
        Identifier = { new Identifier(identifier.System, identifier.Value) },
        Status = valid ? ObservationStatus.Final : null,
        Code = new CodeableConcept { Text = "Pain" },
        Subject = subject.Element,
        Effective = new FhirDateTime("2026-11-20T17:30:00+01:00"),
    };

    private static OpenReference Subject(string patient) => Open("Patient", Id("patient", patient), null, required: true);

    private static OpenReference PartOf(Observation observation, string procedure)
    {
        var reference = Open("Procedure", Id("procedure", procedure), ProcedureKey(procedure), required: true);
        observation.PartOf.Add(reference.Element);
        return reference;
    }

    public static OpenReference Open(string type, BusinessIdentifier target, RecordKey? record, bool required) => new(
        new ResourceReference { Type = type, Identifier = new Identifier(target.System, target.Value) }, type, target, record, required);
}
