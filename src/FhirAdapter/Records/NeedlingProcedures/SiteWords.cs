using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>One needled place for a person to read, made once for all that say something of it.</summary>
/// <param name="Short">Where, with which needles, how deep and what twitched: what the summary of the session says of it.</param>
/// <param name="Whole">All that is known of it.</param>
internal readonly record struct SiteWords(string Short, string Whole)
{
    /// <summary>The words of each place of a session, in order.</summary>
    public static SiteWords[] Of(Draft draft, NeedlingProcedure record, NeedleProducts needles) =>
        record.Sites is { } sites ? [.. sites.Select(site => Of(draft, site, needles))] : [];

    private static SiteWords Of(Draft draft, NeedlingSite site, NeedleProducts needles)
    {
        var words = draft.Words;
        List<string> some = [], all = [];
        foreach (var needle in site.Needles ?? [])
            AddTo(some, all, needles.Counted(needle));
        if (site.DepthMm is { } depth)
            AddTo(some, all, words.DepthMm(depth));
        if (site.AngleDeg is { } angle)
            all.Add(words.AngleDeg(angle));
        AddCode(draft, all, words.Technique, "technique", site.Technique);
        AddCode(draft, all, words.Manipulation, "manipulation", site.Manipulation);
        if (site.RetentionSeconds is { } seconds)
            all.Add(words.RetentionSeconds(seconds));
        if (site.TwitchResponses is { } twitches)
            AddTo(some, all, words.Twitches(twitches));
        if (site.ElectricalStimulation is { } stimulation)
            all.Add(Stimulation(words, stimulation));
        AddCode(draft, all, words.Guidance, "guidance", site.Guidance);
        var place = Place(draft, site);
        return new SiteWords(Line(place, some), Line(place, all));
    }

    private static void AddTo(List<string> some, List<string> all, string part)
    {
        some.Add(part);
        all.Add(part);
    }

    private static string Place(Draft draft, NeedlingSite site)
    {
        var place = Words.Beginning(draft.Context.Places.Name(site.Muscle, site.Part, site.Side));
        return string.IsNullOrWhiteSpace(site.TriggerPoint) ? place : $"{place}, {draft.Words.TriggerPoint} {site.TriggerPoint}";
    }

    private static string Line(string place, List<string> parts) => parts.Count == 0 ? place + "." : $"{place}: {string.Join("; ", parts)}.";

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
