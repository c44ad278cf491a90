using FhirAdapter.Records.NeedlingProcedures;

namespace FhirAdapter.Records.Reading.Rules;

/// <summary>What must hold between the fields of a needling procedure.</summary>
internal static class NeedlingProcedureRules
{
    private const string RetainedNeedle = "retained-needle";

    public static void Check(NeedlingProcedure procedure, FaultList faults)
    {
        CheckStatus(procedure, faults);
        CheckTimes(procedure, faults);
        CheckNeedles(procedure, faults);
    }

    private static void CheckStatus(NeedlingProcedure procedure, FaultList faults)
    {
        if (procedure is { Status: "stopped" or "not-done", StatusReason: null })
            faults.Add("statusReason", FaultCode.Missing, "a reason for a session that was stopped or not done");
        if (procedure.Status is "in-progress" or "on-hold" or "completed" or "stopped" && procedure.Practitioners is not { Count: > 0 })
            faults.Add("practitioners", FaultCode.Missing, "at least one practitioner for a session that was begun");
        if (procedure.Status == "completed" && procedure.Sites is not { Count: > 0 })
            faults.Add("sites", FaultCode.Missing, "at least one site for a session that was completed");
    }

    private static void CheckTimes(NeedlingProcedure procedure, FaultList faults)
    {
        if (procedure.Start is null && (procedure.End is not null || procedure.Status is not (null or "preparation")))
            faults.Add("start", FaultCode.Missing, "the time or date at which the session began or was to begin");
        if (procedure is { Start: { } start, End: { } end } && ClinicTimeOrder.IsBefore(end, start))
            faults.Add("end", FaultCode.Inconsistent, "a time not before start");
    }

    private static void CheckNeedles(NeedlingProcedure procedure, FaultList faults)
    {
        if (procedure.NeedlesRemoved > procedure.NeedlesInserted)
            faults.Add("needlesRemoved", FaultCode.Inconsistent, "not more needles removed than inserted");
        else if (procedure.Status is "completed" or "stopped" && procedure.NeedlesRemoved < procedure.NeedlesInserted && !TellsOfRetained(procedure))
            faults.Add("needlesRemoved", FaultCode.Inconsistent, "as many needles removed as inserted, or an adverse effect retained-needle");
    }

    private static bool TellsOfRetained(NeedlingProcedure procedure) => procedure.AdverseEffects?.Any(e => e?.Code == RetainedNeedle) == true;
}
