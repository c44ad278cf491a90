using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.PainScores;

/// <summary>
/// The change from the baseline as an Observation derived from the two scores; R4's own extension for it holds no number.
/// </summary>
internal static class ScoreChange
{
    public static void Add(Draft draft, PainScore record, decimal change, Observation score, string category)
    {
        var identifier = draft.Identity.Change(draft.Id);
        var code = draft.Fixed("observation-kind", "pain-change", $"{draft.Words.Change}: {score.Code.Text}");
        var observation = Observations.New(draft, identifier, code, category);
        observation.Effective = Times.DateTime(record.When);
        observation.Value = Quantities.Of(draft.Words, change, record.Unit);
        observation.BodySite = score.BodySite;
        if (record.Baseline is { } baseline)
            observation.DerivedFrom.Add(Baseline(draft, baseline));
        observation.DerivedFrom.Add(draft.Refer("Observation", draft.Identity.Score(draft.Id), required: true));
        draft.Add(observation, identifier, ResourceRole.Part);
    }

    /// <summary>A reference to the score it is compared with.</summary>
    public static ResourceReference Baseline(Draft draft, string id) =>
        draft.Refer("Observation", draft.Identity.Score(id), required: true, new RecordKey(RecordKind.PainScore, id));
}
