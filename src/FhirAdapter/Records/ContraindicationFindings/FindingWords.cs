using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Records.ContraindicationFindings;

/// <summary>A finding for a person to read.</summary>
internal static class FindingWords
{
    /// <summary>What was found or asked, where, with what answer, on what ground, and what came of it.</summary>
    /// <param name="draft">What it belongs to.</param>
    /// <param name="record">The finding.</param>
    /// <param name="finding">What was found or asked, in words.</param>
    /// <param name="place">Where in the body, in words.</param>
    public static IEnumerable<string> Lines(Draft draft, ContraindicationFinding record, string? finding, string? place)
    {
        // The practitioner's words stay as they were written.
        if (record.Finding is { Code: var code } && finding is not null)
            yield return string.Join(' ', new[] { What(code is null ? finding : Words.Beginning(finding), place), Answer(draft, record), Strength(draft, record) }.OfType<string>());
        if (!string.IsNullOrWhiteSpace(record.Evidence))
            yield return $"{draft.Words.Evidence}: {record.Evidence}";
        if (record.StoppedProcedure is not null)
            yield return draft.Words.StoppedAProcedure;
        if (!string.IsNullOrWhiteSpace(record.Note))
            yield return record.Note;
    }

    private static string What(string finding, string? place) =>
        place is not null ? $"{finding} ({place})."
        : finding[^1] is '.' or '?' or '!' ? finding
        : finding + ".";

    // The status of what is present says more than that it is, and "present, disproved" would mislead.
    private static string? Answer(Draft draft, ContraindicationFinding record)
    {
        List<string> parts = [];
        if ((Display(draft, "finding-status", record.Status) ?? Display(draft, "presence", record.Presence)) is { } answer)
            parts.Add(answer);
        if (Display(draft, "finding-source", record.Source) is { } source)
            parts.Add(parts.Count == 0 ? source : draft.Words.Within(source));
        if (record.When is { } when)
            parts.Add(Times.Words(when));
        if (record.Resolved is { } resolved)
            parts.Add($"{draft.Words.ResolvedOn} {Times.Words(resolved)}");
        return parts.Count == 0 ? null : Words.Beginning(string.Join(", ", parts)) + ".";
    }

    private static string? Strength(Draft draft, ContraindicationFinding record) =>
        record.Strength is { } code && Display(draft, "contraindication-strength", code) is { } display
            ? Words.Beginning(draft.Words.Strength(code, display)) + "."
            : null;

    private static string? Display(Draft draft, string codeSystemName, string? code) =>
        code is null ? null : draft.Context.Vocabulary.Find(codeSystemName, code)?.Display;
}
