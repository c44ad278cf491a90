using System.Globalization;
using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>A session for a person to read.</summary>
internal static class SessionWords
{
    /// <summary>One line each for what was done, where, with how many needles, what went wrong and how it turned out.</summary>
    public static List<string> Lines(Draft draft, NeedlingProcedure record)
    {
        List<string> lines = [Headline(draft, record)];
        foreach (var site in record.Sites ?? [])
            lines.Add(Site(draft, site));
        if (record is { NeedlesInserted: { } inserted, NeedlesRemoved: { } removed })
            lines.Add(Words.NeedlesInAndOut(inserted, removed));
        if (record.AdverseEffects is { Count: > 0 } effects)
            lines.Add($"{Words.Complications}: {string.Join("; ", effects.Select(e => Complications.Words(draft, e)))}.");
        if (Coded(draft, "outcome", record.Outcome) is { } outcome)
            lines.Add($"{Words.Outcome}: {outcome}.");
        return lines;
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
        return Coded(draft, "status-reason", record.StatusReason) is { } reason ? $"{headline}. {Words.Reason}: {reason}." : headline + ".";
    }

    private static string Site(Draft draft, NeedlingSite site)
    {
        List<string> parts = [draft.Context.Places.Name(site.Muscle, site.Part, site.Side)];
        if (!string.IsNullOrWhiteSpace(site.TriggerPoint))
            parts.Add(site.TriggerPoint);
        foreach (var needle in site.Needles ?? [])
            parts.Add($"{needle.Count.ToString(CultureInfo.InvariantCulture)} {Words.Of} {NeedleProducts.Words(draft, needle)}");
        if (site.DepthMm is { } depth)
            parts.Add($"{Words.Depth} {Quantities.Words(depth, "mm")}");
        if (site.TwitchResponses is { } twitches)
            parts.Add($"{Words.TwitchResponses} {twitches.ToString(CultureInfo.InvariantCulture)}");
        return string.Join("; ", parts) + ".";
    }

    private static string? Coded(Draft draft, string codeSystemName, CodedText? coded) =>
        (coded?.Code is { } code ? draft.Context.Vocabulary.Find(codeSystemName, code)?.Display : null, coded?.Text) switch
        {
            (null, null or "") => null,
            ({ } display, null or "") => display,
            (null, { } text) => text,
            ({ } display, { } text) => $"{display} ({text})",
        };
}
