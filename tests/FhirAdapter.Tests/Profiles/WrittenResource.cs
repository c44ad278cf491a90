using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Tests.Records;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Profiles;

/// <summary>A resource in JSON, as the adapter writes it, that claims its profile.</summary>
/// <param name="Json">The JSON on one line.</param>
/// <param name="Profile">The canonical of its profile.</param>
internal sealed record WrittenResource(string Json, string Profile)
{
    /// <summary>All resources of some records, each once.</summary>
    public static List<WrittenResource> Of(IEnumerable<ClinicRecord> records) =>
        [.. records.SelectMany(r => Mapped.Of(r).Resources).Select(Of).Distinct()];

    /// <summary>What takes each resource of some records back.</summary>
    public static List<WrittenResource> RetractionsOf(IEnumerable<ClinicRecord> records) =>
    [
        .. from record in records
           from resource in Mapped.Of(record).Resources
           where resource.Role != ResourceRole.Party
           select Of(Mapped.Mapping.Retract(record, resource.Resource.TypeName, resource.Identifier)!),
    ];

    /// <summary>One resource, a copy of which is given the claim: patients and practitioners are shared by all that name them.</summary>
    public static WrittenResource Of(MappedResource resource)
    {
        var profile = FhirAdapter.Records.Mapping.Profiles.Of(resource);
        var copy = (Resource)resource.Resource.DeepCopy();
        copy.Meta = new Meta { Source = resource.Resource.Meta?.Source, Profile = [profile] };
        return new WrittenResource(System.Text.Encoding.UTF8.GetString(ResourceJson.ToUtf8(copy)), profile);
    }
}
