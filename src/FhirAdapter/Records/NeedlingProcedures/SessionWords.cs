using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>A session for a person to read.</summary>
internal static class SessionWords
{
    /// <summary>One line each for what was done, where, with how many needles, what went wrong and how it turned out.</summary>
    /// <param name="draft">What it belongs to.</param>
    /// <param name="record">The session.</param>
    /// <param name="sites">Its places, in words.</param>
    /// <param name="followUps">What the patient was told and what comes next, in words.</param>
    public static List<string> Lines(Draft draft, NeedlingProcedure record, SiteWords[] sites, IEnumerable<string?> followUps)
    {
        List<string> lines = [Headline(draft, record)];
        AddList(lines, draft.Words.WantedFor, (record.Indications ?? []).Select(i => Reason(draft, i)));
        lines.AddRange(sites.Select(site => site.Short));
        if ((record.NeedlesInserted ?? record.NeedlesRemoved) is not null)
            lines.Add(draft.Words.NeedlesInAndOut(record.NeedlesInserted, record.NeedlesRemoved));
        AddList(lines, draft.Words.Complications, (record.AdverseEffects ?? []).Select(e => Complications.Words(draft, e)));
        if (Coded(draft, "outcome", record.Outcome?.Code, record.Outcome?.Text) is { } outcome)
            lines.Add($"{draft.Words.Outcome}: {outcome}.");
        AddList(lines, draft.Words.FollowUp, followUps);
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
        return Coded(draft, "cause", indication.Cause?.Code, indication.Cause?.Text) is { } cause ? $"{reason} ({draft.Words.CausedBy} {draft.Words.Within(cause)})" : reason;
    }

    private static string Headline(Draft draft, NeedlingProcedure record)
    {
        List<string> parts = [draft.Context.Vocabulary.Find("procedure", "dry-needling")!.Display];
        if (record.Status is { } status && draft.Context.Vocabulary.Find("procedure-status", status) is { } term)
            parts.Add(draft.Words.Within(term.Display));
        if (record is { Start: { } start, End: { } end })
            parts.Add(Times.Words(start, end, draft.Words.Until));
        else if (record.Start is { } only)
            parts.Add(Times.Words(only));
        else if (record.End is { } last)
            parts.Add($"{draft.Words.Until} {Times.Words(last)}");
        if (record.Session is { Number: { } number } session)
            parts.Add(session.Of is { } of ? draft.Words.SessionOf(number, of) : draft.Words.SessionNumber(number));
        var headline = string.Join(", ", parts);
        var reason = Coded(draft, "status-reason", record.StatusReason?.Code, record.StatusReason?.Text);
        return reason is null ? headline + "." : $"{headline}. {draft.Words.Reason}: {reason}.";
    }

    private static string? Coded(Draft draft, string codeSystemName, string? code, string? words) =>
        Draft.Text(draft.Context.Vocabulary.Find(codeSystemName, code ?? "")?.Display, words);
}
