using FhirAdapter.Records.ContraindicationFindings;

namespace FhirAdapter.Records.Reading.Rules;

/// <summary>What must hold between the fields of a contraindication finding.</summary>
internal static class ContraindicationFindingRules
{
    public static void Check(ContraindicationFinding finding, FaultList faults)
    {
        if (finding.Presence is not (null or "present"))
            CheckNotPresent(finding, faults);
        else if (finding is { Presence: "present", Status: null })
            faults.Add("status", FaultCode.Missing, "one of suspected, confirmed, resolved, disproved, for what is present");

        if (finding.Resolved is null || faults.Tells("status"))
            return;
        if (finding.Status != "resolved")
            faults.Add("resolved", FaultCode.NotAllowed, "no end of a finding whose status is not resolved");
        else if (finding is { When: { } when, Resolved: { } resolved } && ClinicTimeOrder.IsBefore(resolved, when))
            faults.Add("resolved", FaultCode.Inconsistent, "a time not before when");
    }

    private static void CheckNotPresent(ContraindicationFinding finding, FaultList faults)
    {
        if (finding.Strength is not null)
            faults.Add("strength", FaultCode.NotAllowed, "no strength of what is not present");
        if (finding.Status is not null)
            faults.Add("status", FaultCode.NotAllowed, "no status of what is not present");
        if (finding.Evidence is not null)
            faults.Add("evidence", FaultCode.NotAllowed, "no evidence of what is not present; a note says more of an answer");
    }
}
