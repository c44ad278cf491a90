namespace FhirAdapter.WriteProfiles;

/// <summary>How a resource that cannot be updated is corrected: by another that says what it replaces.</summary>
internal sealed record Amendment
{
    /// <summary>Whether there is such a way; else a correction waits for a person.</summary>
    public bool Possible { get; init; }

    /// <summary>The element that says so: <c>note</c>, or <c>relatesTo</c> of a DocumentReference, whose <c>description</c> says it in words in any case.</summary>
    public string Element { get; init; } = "note";

    /// <summary>The words of a correction; <c>{date}</c> is when the replaced one was recorded.</summary>
    public string Replaces { get; init; } = "Corrected: this replaces the entry of {date}.";

    /// <summary>The words of a retraction.</summary>
    public string Retracts { get; init; } = "Entered in error: disregard the entry of {date}.";

    /// <summary>The status that the new resource has, where the server keeps one that says it is a correction.</summary>
    public string? Status { get; init; }
}
