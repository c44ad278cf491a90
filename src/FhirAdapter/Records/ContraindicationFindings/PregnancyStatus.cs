using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.ContraindicationFindings;

/// <summary>
/// A pregnancy in the terms that obstetrics and the International Patient Summary read: the status as an Observation (LOINC 82810-3), beside the Condition
/// that forbids needling.
/// </summary>
internal static class PregnancyStatus
{
    /// <summary>The contraindication whose absence is a pregnancy status. That a pregnancy is not thought possible is none: it may be certain.</summary>
    public const string Question = "pregnancy";

    /// <summary>The pregnancy status that a present finding tells of, at the time it was found; nothing for another finding, and for what is disproved.</summary>
    public static string? Of(ContraindicationFinding record) => (record.Finding?.Code, record.Status) switch
    {
        (_, "disproved") => null,
        (Question, "suspected") or ("possible-pregnancy", _) => "possibly-pregnant",
        (Question, _) => "pregnant",
        _ => null,
    };

    /// <summary>Adds the Observation of a pregnancy, certain or possible.</summary>
    public static void Add(Draft draft, ContraindicationFinding record, string status)
    {
        var identifier = draft.Identity.PregnancyStatus(draft.Id);
        var observation = ScreeningAnswer.New(draft, identifier, draft.Fixed("observation-kind", "pregnancy-status"), record);
        observation.Value = draft.Fixed("pregnancy-status", status);
        draft.Add(observation, identifier, ResourceRole.Part);
    }

    /// <summary>The answer that there is no pregnancy: absent, as every contraindication, and as a pregnancy status.</summary>
    public static CodeableConcept Denied(Draft draft)
    {
        var status = draft.Fixed("pregnancy-status", "not-pregnant");
        var own = draft.Context.CodeSystems["pregnancy-status"].Url;
        return new() { Coding = [.. draft.Fixed("presence", "absent").Coding, .. status.Coding.Where(c => c.System != own)], Text = status.Text };
    }
}
