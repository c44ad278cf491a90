namespace FhirAdapter.Destinations.FhirServers.Contents;

/// <summary>Says by its differences whether a resource at a server is the one that was to be sent. Pure.</summary>
internal static class ContentMatching
{
    // By these a resource is told from the others of one patient: where the server kept none of them, nothing can be said.
    private static readonly string[] Telling =
    [
        "code", "type", "questionnaire", "performedDateTime", "performedPeriod", "effectiveDateTime", "effectivePeriod", "recordedDate", "onsetDateTime",
        "date", "authored", "recorded",
    ];

    /// <param name="sent">What was to be sent.</param>
    /// <param name="there">What is at the server.</param>
    /// <param name="type">Its type.</param>
    /// <param name="isKnown">Says of a difference whether this server is known to make it.</param>
    public static ContentMatch Judge(ReadOnlyMemory<byte> sent, ReadOnlyMemory<byte> there, string type, Func<ContentDifference, bool> isKnown)
    {
        if (ContentDifferences.Between(sent, there, type) is not { } differences)
            return ContentMatch.Different;
        var match = ContentMatch.Same;
        foreach (var difference in differences)
        {
            if (difference.Kind == DifferenceKind.Added || IsBySide(difference, type) || isKnown(difference))
                continue;
            if (difference.Kind == DifferenceKind.Changed || Telling.Any(name => difference.Path == $"{type}.{name}" && difference.Kind == DifferenceKind.Missing))
                return ContentMatch.Different;
            match = ContentMatch.LooksAlike;
        }
        return match;
    }

    /// <summary>The narrative, which servers write themselves, and the displays of codes, which they look up themselves.</summary>
    private static bool IsBySide(ContentDifference difference, string type) =>
        difference.IsAt($"{type}.text") || difference.Path.EndsWith(".display", StringComparison.Ordinal);
}
