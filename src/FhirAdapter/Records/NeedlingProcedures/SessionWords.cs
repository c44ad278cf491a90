using System.Globalization;
using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>A session for a person to read.</summary>
internal static class SessionWords
{
    /// <summary>One line each for what was done, where, with how many needles, what went wrong and how it turned out.</summary>
    /// <param name="draft">What it belongs to.</param>
    /// <param name="record">The session.</param>
    /// <param name="followUps">What the patient was told and what comes next, in words.</param>
    public static List<string> Lines(Draft draft, NeedlingProcedure record, IEnumerable<string?> followUps)
    {
        List<string> lines = [Headline(draft, record)];
        AddList(lines, Words.WantedFor, (record.Indications ?? []).Select(i => Reason(draft, i)));
        lines.AddRange((record.Sites ?? []).Select(site => Site(draft, site)));
        if (record is { NeedlesInserted: { } inserted, NeedlesRemoved: { } removed })
            lines.Add(Words.NeedlesInAndOut(inserted, removed));
        AddList(lines, Words.Complications, (record.AdverseEffects ?? []).Select(e => Complications.Words(draft, e)));
        if (Coded(draft, "outcome", record.Outcome?.Code, record.Outcome?.Text) is { } outcome)
            lines.Add($"{Words.Outcome}: {outcome}.");
        AddList(lines, Words.FollowUp, followUps);
        return lines;
    }

    private static void AddList(List<string> lines, string title, IEnumerable<string?> items)
    {
        if (string.Join("; ", items.OfType<string>()) is { Length: > 0 } all)
            lines.Add($"{title}: {all}.");
    }

    private static string? Reason(Draft draft, Indication indication)
    {
        var reason = Coded(draft, "indication", indication.Code, indication.Text);
        return Coded(draft, "cause", indication.Cause?.Code, indication.Cause?.Text) is { } cause ? $"{reason} ({Words.CausedBy} {cause})" : reason;
    }

    private static string Headline(Draft draft, NeedlingProcedure record)
    {
        List<string> parts = [draft.Context.Vocabulary.Find("procedure", "dry-needling")!.Display];
        if (record.Status is { } status && draft.Context.Vocabulary.Find("procedure-status", status) is { } term)
            parts.Add(term.Display.ToLowerInvariant());
        if (record.Start is { } start)
            parts.Add(Times.Words(start));
        if (record.End is { } end)
            parts.Add($"{Words.Until} {Times.Words(end)}");
        if (record.Session is { Number: { } number } session)
            parts.Add(session.Of is { } of ? Words.SessionOf(number, of) : Words.SessionNumber(number));
        var headline = string.Join(", ", parts);
        var reason = Coded(draft, "status-reason", record.StatusReason?.Code, record.StatusReason?.Text);
        return reason is null ? headline + "." : $"{headline}. {Words.Reason}: {reason}.";
    }

    private static string Site(Draft draft, NeedlingSite site)
    {
        List<string> parts = [draft.Context.Places.Name(site.Muscle, site.Part, site.Side)];
        if (!string.IsNullOrWhiteSpace(site.TriggerPoint))
            parts.Add(site.TriggerPoint);
        foreach (var needle in site.Needles ?? [])
            parts.Add(NeedleProducts.Counted(draft, needle));
        if (site.DepthMm is { } depth)
            parts.Add($"{Words.Depth} {Quantities.Words(depth, "mm")}");
        if (site.TwitchResponses is { } twitches)
            parts.Add($"{Words.TwitchResponses} {twitches.ToString(CultureInfo.InvariantCulture)}");
        return string.Join("; ", parts) + ".";
    }

    private static string? Coded(Draft draft, string codeSystemName, string? code, string? words) =>
        Draft.Text(draft.Context.Vocabulary.Find(codeSystemName, code ?? "")?.Display, words);
}
