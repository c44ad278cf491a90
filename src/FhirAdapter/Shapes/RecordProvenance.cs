using System.Globalization;
using FhirAdapter.Records;
using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes;

/// <summary>
/// Where a record's resources come from, as a Provenance beside them (FHIR R4, 6.3): the practitioner as author, the adapter as assembler, the
/// clinic's record as source.
/// </summary>
internal static class RecordProvenance
{
    private const string ParticipantSystem = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    private const string Assembler = "FhirAdapter";

    /// <summary>The Provenance of all resources of a record; none where the record does not say when it was changed, for no time is made up.</summary>
    public static MappedResource? Of(ClinicRecord record, IReadOnlyList<MappedResource> resources)
    {
        if (record.LastChanged is not { } changed || resources.FirstOrDefault(r => r.Role == ResourceRole.Main) is not { } main)
            return null;
        List<OpenReference> open = [];
        var provenance = new Provenance { Recorded = changed, Meta = new Meta { Source = main.Resource.Meta?.Source } };
        foreach (var target in resources.Where(r => r.Role != ResourceRole.Party))
            provenance.Target.Add(Refer(open, target.Resource.TypeName, target.Identifier, required: true));
        if (main.References.FirstOrDefault(r => r.TargetType == "Practitioner") is { } author)
            provenance.Agent.Add(Agent("author", Refer(open, "Practitioner", author.Target, required: false)));
        provenance.Agent.Add(Agent("assembler", new ResourceReference { Display = Assembler }));
        provenance.Entity.Add(new()
        {
            Role = Provenance.ProvenanceEntityRole.Source,
            What = new ResourceReference { Identifier = new Identifier(main.Identifier.System, main.Identifier.Value) },
        });
        return new MappedResource(provenance, IdentifierOf(record, main, changed), ResourceRole.Part, open);
    }

    // R4's Provenance has no element for it: the ledger knows the resource by it, and ids that the adapter chooses are made of it. Each change of the
    // record is a fact of its own, so its time belongs to the name.
    private static BusinessIdentifier IdentifierOf(ClinicRecord record, MappedResource main, DateTimeOffset changed) => new()
    {
        System = main.Identifier.System![..main.Identifier.System!.LastIndexOf('/')] + "/provenance",
        Value = string.Create(CultureInfo.InvariantCulture, $"{RecordKindCode.Of(record.Kind)}~{record.Id}~{changed.UtcDateTime:yyyyMMdd'T'HHmmss.FFFFFFF'Z'}"),
    };

    private static ResourceReference Refer(List<OpenReference> open, string type, BusinessIdentifier target, bool required)
    {
        var element = new ResourceReference { Type = type, Identifier = new Identifier(target.System, target.Value) };
        open.Add(new OpenReference(element, type, target, null, required));
        return element;
    }

    private static Provenance.AgentComponent Agent(string type, ResourceReference who) => new() { Type = new CodeableConcept(ParticipantSystem, type), Who = who };
}
