using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Benchmarks.Compare;

/// <summary>The resources of all kinds of record, made by the adapter's own mapping, so that in a mixed run the loop sends what the adapter sends.</summary>
internal static class MappedBundles
{
    private static readonly RecordMapping Mapping = new(new MappingContext("https://clinic.example/fhir/id"));

    public static IEnumerable<Bundle.EntryComponent> Entries(ClinicRecord record)
    {
        var mapped = (MappingResult.Mapped)Mapping.Map(record);
        foreach (var resource in mapped.Resources.Where(r => r.Role != ResourceRole.Party))
        {
            foreach (var reference in resource.References)
                reference.Element.Reference = Search(reference.TargetType, reference.Target);
            yield return new Bundle.EntryComponent
            {
                Resource = resource.Resource,
                Request = new() { Method = Bundle.HTTPVerb.PUT, Url = Search(resource.Resource.TypeName, resource.Identifier) },
            };
        }
    }

    private static string Search(string type, BusinessIdentifier identifier) => $"{type}?identifier={identifier.System}|{identifier.Value}";
}
