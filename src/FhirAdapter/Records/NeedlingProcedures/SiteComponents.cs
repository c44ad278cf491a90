using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>What was done at one place, as components of its Observation.</summary>
internal static class SiteComponents
{
    public static void Add(Draft draft, Observation observation, NeedlingSite site, string path, NeedleProducts needles)
    {
        var trigger = string.IsNullOrWhiteSpace(site.TriggerPoint) ? null : new FhirString(site.TriggerPoint);
        observation.AddComponent(draft, "trigger-point", trigger);
        foreach (var needle in site.Needles ?? [])
            AddNeedle(draft, observation, needle, needles);
        observation.AddComponent(draft, "depth", Quantities.Of(draft.Words, site.DepthMm, "mm"));
        observation.AddComponent(draft, "angle", Quantities.Of(draft.Words, site.AngleDeg, "deg"));
        observation.AddComponent(draft, "technique", draft.Code("technique", site.Technique, path + ".technique"));
        observation.AddComponent(draft, "manipulation", draft.Code("manipulation", site.Manipulation, path + ".manipulation"));
        observation.AddComponent(draft, "retention-time", Quantities.Of(draft.Words, site.RetentionSeconds, "s"));
        observation.AddComponent(draft, "twitch-responses", Quantities.Of(draft.Words, site.TwitchResponses, "{twitch}"));
        if (site.ElectricalStimulation is { } stimulation)
            AddStimulation(draft, observation, stimulation);
        observation.AddComponent(draft, "guidance", draft.Code("guidance", site.Guidance, path + ".guidance"));
    }

    // One component for each needle entry of the place: how many, and by reference which product.
    private static void AddNeedle(Draft draft, Observation observation, Needle needle, NeedleProducts needles)
    {
        var code = draft.Fixed("site-component", "needles", $"{draft.Words.NeedlesUsed}: {needles.Name(needle)}");
        var component = new Observation.ComponentComponent { Code = code, Value = Quantities.Of(draft.Words, needle.Count, "{needle}") };
        component.Extend(Extensions.NeedleProduct, needles.Reference(needle));
        observation.Component.Add(component);
    }

    // That it was stimulated is said even where nothing is known of how.
    private static void AddStimulation(Draft draft, Observation observation, ElectricalStimulation stimulation)
    {
        observation.AddComponent(draft, "stimulation-frequency", Quantities.Of(draft.Words, stimulation.FrequencyHz, "Hz"));
        observation.AddComponent(draft, "stimulation-intensity", Quantities.Of(draft.Words, stimulation.IntensityMa, "mA"));
        observation.AddComponent(draft, "stimulation-duration", Quantities.Of(draft.Words, stimulation.DurationSeconds, "s"));
        if (stimulation is { FrequencyHz: null, IntensityMa: null, DurationSeconds: null })
        {
            var code = draft.Fixed("site-component", "stimulation-frequency");
            observation.Component.Add(new() { Code = code, DataAbsentReason = Observations.Absent("unknown") });
        }
    }
}
