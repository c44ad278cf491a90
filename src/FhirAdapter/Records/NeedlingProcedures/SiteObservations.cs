using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>
/// One Observation for each place that was needled, with depth, angle and the rest as components. Procedures of their own would count the
/// session twice, and extensions on the body site are dropped by most servers.
/// </summary>
internal static class SiteObservations
{
    public static void Add(Draft draft, NeedlingProcedure record, SessionParts parts)
    {
        for (var i = 0; i < (record.Sites?.Count ?? 0); i++)
        {
            var site = record.Sites![i];
            var identifier = draft.Identity.Site(draft.Id, i + 1);
            var observation = ProcedureObservations.New(draft, record, parts, identifier, "needling-site");
            if (site.Muscle is null)
                draft.Fail($"sites[{i}].muscle", "a muscle of the CodeSystem body-site");
            observation.BodySite = Place(draft, site, i);
            observation.Note = Observations.Notes(site.Text);
            SiteComponents.Add(draft, observation, site, $"sites[{i}]", parts.Needles);
            var line = $"{observation.Code.Text}. {parts.Sites[i].Whole}";
            observation.Narrate(draft, string.IsNullOrWhiteSpace(site.Text) ? [line] : [line, site.Text]);
            draft.Add(observation, identifier, ResourceRole.Part);
        }
    }

    /// <summary>The distinct places, for the Procedure.</summary>
    public static List<CodeableConcept> BodySites(Draft draft, NeedlingProcedure record) =>
        [.. (record.Sites ?? []).Select(BodySiteOf).Distinct().Select(s => draft.Context.Places.Named(draft, s))];

    /// <summary>The place of a site, without what is particular to this needling.</summary>
    public static BodySite BodySiteOf(NeedlingSite site) => new() { Code = site.Muscle, Part = site.Part, Side = site.Side };

    private static CodeableConcept Place(Draft draft, NeedlingSite site, int index) =>
        draft.Context.Places.Concept(draft, BodySiteOf(site), $"sites[{index}].", "muscle");
}
