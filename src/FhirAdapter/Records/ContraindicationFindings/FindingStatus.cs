using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Records.ContraindicationFindings;

/// <summary>How sure a finding is and whether it still holds, in the terms of Condition and of AllergyIntolerance.</summary>
/// <param name="Clinical">Condition.clinicalStatus; none of what is disproved or entered in error (con-5).</param>
/// <param name="Verification">Condition.verificationStatus.</param>
internal readonly record struct FindingStatus(string? Clinical, string? Verification)
{
    /// <summary>The status of a record; what the patient says and nobody confirmed is unconfirmed.</summary>
    public static FindingStatus Of(Draft draft, ContraindicationFinding record)
    {
        if (draft.InError)
            return new(null, "entered-in-error");
        // con-4: an end needs a status that says it ended.
        if (record.Resolved is not null && record.Status != "resolved")
            draft.Fail("resolved", "nothing, unless the status is resolved");
        switch (record.Status)
        {
            case "suspected":
                return new("active", record.Source == "patient" ? "unconfirmed" : "provisional");
            case "confirmed":
                return new("active", "confirmed");
            case "resolved":
                return new("resolved", "confirmed");
            case "disproved":
                return new(null, "refuted");
            default:
                draft.Fail("status", "a code of the CodeSystem finding-status");
                return default;
        }
    }

    /// <summary>AllergyIntolerance.verificationStatus, which knows no provisional.</summary>
    public string? AllergyVerification => Verification == "provisional" ? "unconfirmed" : Verification;

    /// <summary>AllergyIntolerance.clinicalStatus, which must stand unless entered in error (ait-1, ait-2).</summary>
    public string? AllergyClinical => Verification switch
    {
        "entered-in-error" => null,
        "refuted" => "inactive",
        _ => Clinical,
    };
}
