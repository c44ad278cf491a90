using FhirAdapter.Proof.FaultServer.Fhir;
using FhirAdapter.Records;

namespace FhirAdapter.Proof.Clinic;

/// <summary>Counts at the server, never in the client: what of the accepted records is not there, not in its newest version, or there twice.</summary>
internal sealed record ServerCount(int Lost, int Stale, int Doubled, IReadOnlyList<string> Examples)
{
    /// <param name="service">The server.</param>
    /// <param name="newest">The newest accepted version of every record, and whether it takes the record back.</param>
    public static ServerCount Of(FhirService service, IReadOnlyDictionary<RecordKey, (long Version, bool Deleted)> newest) => service.Look(store =>
    {
        int lost = 0, stale = 0, doubled = 0;
        var examples = new List<string>();
        foreach (var (key, (version, deleted)) in newest)
        {
            var (type, identifier) = ClinicRecords.ResourceOf(key);
            var found = store.Find(type, identifier);
            if (found.Count == 0)
            {
                lost++;
                examples.Add($"{key} version {version} is not at the server");
                continue;
            }
            if (found.Count > 1)
            {
                doubled += found.Count - 1;
                examples.Add($"{key} is there {found.Count} times");
            }
            var json = found[0].Json.ToJsonString();
            if (ClinicRecords.VersionOf(json) == version && json.Contains("entered-in-error", StringComparison.Ordinal) == deleted)
                continue;
            stale++;
            examples.Add($"{key} stands in version {ClinicRecords.VersionOf(json)}, not in version {version}{(deleted ? ", which takes it back" : "")}");
        }
        return new ServerCount(lost, stale, doubled, examples);
    });

    /// <summary>Brings patients to the server, as if somebody had registered them there.</summary>
    public static void AddPatients(FhirService service, IEnumerable<string> patients)
    {
        service.Look(store =>
        {
            foreach (var patient in patients)
            {
                store.Put("Patient", $"pat-{patient}", System.Text.Json.Nodes.JsonNode.Parse(
                    $$"""{"resourceType":"Patient","identifier":[{"system":"{{ClinicRecords.Patients}}","value":"{{patient}}"}]}""")!.AsObject());
            }
            return true;
        });
    }
}
