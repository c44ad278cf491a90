namespace FhirAdapter.WriteProfiles;

/// <summary>An answer of a server and what it means. All that is given of status, code and text must fit.</summary>
internal sealed record KnownAnswer
{
    /// <summary>What the profile calls it.</summary>
    public required string Name { get; init; }

    public required AnswerMeaning Meaning { get; init; }

    public int? Status { get; init; }

    /// <summary>A code of an issue.</summary>
    public string? Code { get; init; }

    /// <summary>To what the server answers so, where that is known.</summary>
    public IReadOnlyList<AnswerOccasion> When { get; init; } = [];

    /// <summary>Words in a text of the OperationOutcome.</summary>
    public string? Text { get; init; }

    /// <summary>Whether the answer alone shows nothing: what is there has to be read back.</summary>
    public bool NeedsProof { get; init; }

    /// <summary>What the hospital has to do, as "ask the hospital to ...".</summary>
    public string? Mend { get; init; }

    /// <summary>How long to wait before it is sent again.</summary>
    public TimeSpan? After { get; init; }

    public bool Fits(int status, IReadOnlyCollection<string> codes, Func<string, bool> text) =>
        (Status is null || Status == status) && (Code is null || codes.Contains(Code)) && (Text is null || text(Text));
}
