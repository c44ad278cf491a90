using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Records.ContraindicationFindings;

/// <summary>A finding for a person to read.</summary>
internal static class FindingWords
{
    public static IEnumerable<string> Lines(Draft draft, ContraindicationFinding record, string? finding, string? place)
    {
        var vocabulary = draft.Context.Vocabulary;
        // The status of what is present says more than that it is, and "present, disproved" would mislead.
        var answer = vocabulary.Find("finding-status", record.Status ?? "") ?? vocabulary.Find("presence", record.Presence ?? "");
        List<string> parts = [answer?.Display ?? ""];
        if (record.Source is { } source && vocabulary.Find("finding-source", source) is { } known)
            parts.Add(known.Display);
        if (record.When is { } when)
            parts.Add(Times.Words(when));
        if (record.Resolved is { } resolved)
            parts.Add($"{Words.ResolvedOn} {Times.Words(resolved)}");
        var what = string.Join(", ", parts.Where(p => p.Length > 0).Select((p, i) => i == 0 ? p : char.ToLowerInvariant(p[0]) + p[1..]));
        yield return place is null ? $"{finding}: {what}." : $"{finding} ({place}): {what}.";
        if (!string.IsNullOrWhiteSpace(record.Evidence))
            yield return $"{Words.Evidence}: {record.Evidence}";
        if (record.StoppedProcedure is not null)
            yield return Words.StoppedAProcedure;
        if (!string.IsNullOrWhiteSpace(record.Note))
            yield return record.Note;
    }
}
