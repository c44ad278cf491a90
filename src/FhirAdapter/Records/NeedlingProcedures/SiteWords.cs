using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>The needling of one place, for a person to read.</summary>
internal static class SiteWords
{
    /// <summary>Where, with which needles, how deep and what twitched: what the summary of the session says of it.</summary>
    public static string Short(Draft draft, NeedlingSite site, NeedleProducts needles)
    {
        var words = draft.Words;
        List<string> parts = [];
        foreach (var needle in site.Needles ?? [])
            parts.Add(needles.Counted(needle));
        if (site.DepthMm is { } depth)
            parts.Add(words.DepthMm(depth));
        if (site.TwitchResponses is { } twitches)
            parts.Add(words.Twitches(twitches));
        return Line(draft, site, parts);
    }

    /// <summary>All that is known of it, and the practitioner's words.</summary>
    public static IEnumerable<string> OfObservation(Draft draft, NeedlingSite site, NeedleProducts needles, string title)
    {
        yield return $"{title}. {Whole(draft, site, needles)}";
        if (!string.IsNullOrWhiteSpace(site.Text))
            yield return site.Text;
    }

    private static string Whole(Draft draft, NeedlingSite site, NeedleProducts needles)
    {
        var words = draft.Words;
        List<string> parts = [];
        foreach (var needle in site.Needles ?? [])
            parts.Add(needles.Counted(needle));
        if (site.DepthMm is { } depth)
            parts.Add(words.DepthMm(depth));
        if (site.AngleDeg is { } angle)
            parts.Add(words.AngleDeg(angle));
        AddCode(draft, parts, words.Technique, "technique", site.Technique);
        AddCode(draft, parts, words.Manipulation, "manipulation", site.Manipulation);
        if (site.RetentionSeconds is { } seconds)
            parts.Add(words.RetentionSeconds(seconds));
        if (site.TwitchResponses is { } twitches)
            parts.Add(words.Twitches(twitches));
        if (site.ElectricalStimulation is { } stimulation)
            parts.Add(Stimulation(words, stimulation));
        AddCode(draft, parts, words.Guidance, "guidance", site.Guidance);
        return Line(draft, site, parts);
    }

    private static string Line(Draft draft, NeedlingSite site, List<string> parts)
    {
        var place = Words.Beginning(draft.Context.Places.Name(site.Muscle, site.Part, site.Side));
        if (!string.IsNullOrWhiteSpace(site.TriggerPoint))
            place = $"{place}, {draft.Words.TriggerPoint} {site.TriggerPoint}";
        return parts.Count == 0 ? place + "." : $"{place}: {string.Join("; ", parts)}.";
    }

    private static string Stimulation(Words words, ElectricalStimulation stimulation)
    {
        List<string> parts = [words.Stimulation];
        if (stimulation.FrequencyHz is { } frequency)
            parts.Add($"{words.Number(frequency)} Hz");
        if (stimulation.IntensityMa is { } intensity)
            parts.Add($"{words.Number(intensity)} mA");
        if (stimulation.DurationSeconds is { } seconds)
            parts.Add($"{words.Number(seconds)} s");
        return string.Join(", ", parts);
    }

    private static void AddCode(Draft draft, List<string> parts, string title, string codeSystemName, string? code)
    {
        if (code is not null && draft.Context.Vocabulary.Find(codeSystemName, code) is { } term)
            parts.Add($"{title}: {draft.Words.Within(term.Display)}");
    }
}
