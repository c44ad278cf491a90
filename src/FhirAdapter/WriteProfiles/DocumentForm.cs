namespace FhirAdapter.WriteProfiles;

/// <summary>How a report stands in a DocumentReference.</summary>
internal sealed record DocumentForm
{
    /// <summary>The kind of document: <c>system|code</c>.</summary>
    public string Type { get; init; } = "http://loinc.org|11506-3";

    /// <summary>What the kind is called.</summary>
    public string TypeText { get; init; } = "Progress note";

    /// <summary>The category: <c>system|code</c>; none where the server wants none.</summary>
    public string? Category { get; init; }

    /// <summary>Whether the resources go as a second attachment, a Bundle of type collection.</summary>
    public bool WithBundle { get; init; }

    /// <summary>The most characters of the report.</summary>
    public int MaxLength { get; init; } = 200_000;
}
