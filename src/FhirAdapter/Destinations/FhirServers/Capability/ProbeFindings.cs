using FhirAdapter.Destinations.FhirServers.Exchanges;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Destinations.FhirServers.Capability;

/// <summary>Says in lines for a person what a server is, what it can do and what is missing.</summary>
internal static class ProbeFindings
{
    private static readonly WriteProfile NothingKnown = new() { Name = "", Title = "" };

    private static readonly string[] Sought = ["Patient", "Practitioner", "Encounter", "Location"];

    /// <param name="capability">What the server says; nothing where it did not.</param>
    /// <param name="failure">Why it did not.</param>
    /// <param name="options">What the operator set.</param>
    /// <param name="profile">What is known of its kind; by default nothing is.</param>
    public static ProbeResult Write(ServerCapability? capability, Stop? failure, FhirServerOptions options, WriteProfile? profile = null)
    {
        if (capability is null)
        {
            var (code, path, expected, status) = failure!.Failure;
            var where = status is null ? "no answer" : $"status {status}";
            return new ProbeResult(false, [$"GET metadata: {where} ({code}){(expected is null ? "" : $"; expected {expected}")}{(path is null ? "" : $" [{path}]")}"]);
        }
        var plan = new WritePlan(capability, options, profile);
        List<string> findings =
        [
            $"Server: {capability.Software ?? "it does not say what it is"}, FHIR {capability.FhirVersion}",
            $"Transaction: {YesNo(capability.Transaction)}; batch: {YesNo(capability.Batch)}; writes go by {Mode(plan.Mode)}",
        ];
        if (capability.Types.Count == 0)
            findings.Add("It does not say which resource types it takes; all are assumed");
        findings.AddRange(WrittenFindings.Of(capability, plan, profile ?? NothingKnown));
        if (options.Patients == PatientMode.Create)
            findings.Add(WrittenFindings.OfParty("Patient", capability, plan));
        if (options.Practitioners == PractitionerMode.Create)
            findings.Add(WrittenFindings.OfParty("Practitioner", capability, plan));
        if (options.Shape.Provenance)
            findings.Add(OfProvenance(plan));
        if (plan.MatchesPatients)
            findings.Add("Patient: found by $match, where the server is certain of one");
        findings.AddRange(Sought.Where(type => !plan.CanSearch(type) && !(type == "Patient" && plan.MatchesPatients)).Select(type => OfSought(type, plan)));
        return new ProbeResult(true, findings);
    }

    private static string OfSought(string type, WritePlan plan) => (type, plan.TakesLogical) switch
    {
        ("Patient", _) => "Patient: MISSING search by identifier; no record can be brought to its patient",
        (_, true) => $"{type}: no search by identifier; it is referred to by identifier alone",
        _ => $"{type}: no search by identifier, and no reference by identifier alone; it is not referred to, and records of which the server asks for it go another way or are parked",
    };

    private static string OfProvenance(WritePlan plan) => (plan.ChoosesIds("Provenance"), plan.IdentityOf("Provenance")) switch
    {
        (true, _) => "Provenance: goes under ids of the adapter's, which the server lets clients choose",
        (_, not null) => "Provenance: looked up by target and content, then created",
        _ => "Provenance: MISSING ids that clients choose (updateCreate) or a create and a search by target; it is left out",
    };

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string Mode(WriteMode mode) => mode switch
    {
        WriteMode.Transaction => "transaction",
        WriteMode.Batch => "batch",
        _ => "single requests",
    };
}
