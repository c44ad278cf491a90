using FhirAdapter.Destinations.FhirServers.Exchanges;

namespace FhirAdapter.Destinations.FhirServers.Capability;

/// <summary>Says in lines for a person what a server is, what it can do and what is missing.</summary>
internal static class ProbeFindings
{
    private static readonly string[] Written = ["Procedure", "Condition", "Observation", "AllergyIntolerance", "Device"];
    private static readonly string[] Sought = ["Patient", "Practitioner", "Encounter", "Location"];

    public static ProbeResult Write(ServerCapability? capability, Stop? failure, FhirServerOptions options)
    {
        if (capability is null)
        {
            var (code, path, expected, status) = failure!.Failure;
            var where = status is null ? "no answer" : $"status {status}";
            return new ProbeResult(false, [$"GET metadata: {where} ({code}){(expected is null ? "" : $"; expected {expected}")}{(path is null ? "" : $" [{path}]")}"]);
        }
        var plan = new WritePlan(capability, options);
        List<string> findings =
        [
            $"Server: {capability.Software ?? "it does not say what it is"}, FHIR {capability.FhirVersion}",
            $"Transaction: {YesNo(capability.Transaction)}; batch: {YesNo(capability.Batch)}; writes go by {Mode(plan.Mode)}",
        ];
        if (capability.Types.Count == 0)
            findings.Add("It does not say which resource types it takes; all are assumed");
        findings.AddRange(Written.Select(type => OfWritten(type, capability.Of(type), plan)));
        if (options.Patients == PatientMode.Create)
            findings.Add(OfWritten("Patient", capability.Of("Patient"), plan));
        if (options.Practitioners == PractitionerMode.Create)
            findings.Add(OfWritten("Practitioner", capability.Of("Practitioner"), plan));
        if (options.Shape.Provenance)
            findings.Add(OfProvenance(plan));
        if (plan.MatchesPatients)
            findings.Add("Patient: found by $match, where the server is certain of one");
        findings.AddRange(Sought.Where(type => !plan.CanSearch(type) && !(type == "Patient" && plan.MatchesPatients)).Select(type => type == "Patient"
            ? "Patient: MISSING search by identifier; no record can be brought to its patient"
            : $"{type}: no search by identifier; it is referred to by identifier alone"));
        return new ProbeResult(true, findings);
    }

    private static string OfWritten(string type, TypeCapability? can, WritePlan plan)
    {
        if (can is null)
            return $"{type}: MISSING; records that need it will be parked";
        if (plan.IdentityOf(type) is not { } identity)
            return $"{type}: MISSING a way to create it and find it again; records that need it will be parked";
        var update = can.Update ? "" : "; MISSING update: corrections will be parked";
        return $"{type}: create {YesNo(can.Create)}, update {YesNo(can.Update)}, conditional create {YesNo(can.ConditionalCreate)}, "
            + $"conditional update {YesNo(can.ConditionalUpdate)}; identity by {Route(identity)}{update}";
    }

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

    private static string Route(IdentityMode identity) => identity switch
    {
        IdentityMode.ConditionalUpdate => "conditional update",
        IdentityMode.ConditionalCreate => "conditional create",
        IdentityMode.Content => "look-up by patient, date, code and content",
        _ => "search, then create",
    };
}
