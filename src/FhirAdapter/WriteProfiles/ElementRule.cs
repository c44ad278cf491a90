namespace FhirAdapter.WriteProfiles;

/// <summary>What a server makes of one element.</summary>
internal sealed record ElementRule
{
    public static readonly ElementRule Kept = new() { Path = "" };

    /// <summary>The path below the resource by the names of FHIR JSON, without indexes: <c>note.text</c>, <c>valueQuantity</c>.</summary>
    public required string Path { get; init; }

    public ElementFate Fate { get; init; }

    /// <summary>The most characters of a text; a longer one is cut at a word.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether a text that is longer is cut without a word; else the resource is refused. Either way the adapter sends no longer one.</summary>
    public bool CutsTooLong { get; init; }

    /// <summary>The most items of a list. Notes are put together, of others the first ones go.</summary>
    public int? MaxItems { get; init; }

    /// <summary>The code systems whose codings are taken, by URI; empty for all.</summary>
    public IReadOnlyList<string> Systems { get; init; } = [];

    /// <summary>The codes that are taken, each as <c>code</c> or <c>system|code</c>; empty for all.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The code that is sent where the resource has none of <see cref="Values"/>; <see langword="null"/> where the resource then cannot go.</summary>
    public string? Otherwise { get; init; }

    /// <summary>The name under which the value is sent, such as <c>performedPeriod</c> for a <c>performedDateTime</c>.</summary>
    public string? SentAs { get; init; }

    /// <summary>The form in which the server keeps the value. The adapter sends it whole all the same.</summary>
    public KeptForm KeptAs { get; init; }

    public bool ChangesNothing =>
        Fate is ElementFate.Kept && MaxLength is null && MaxItems is null && Systems.Count == 0 && Values.Count == 0 && KeepsForm;

    /// <summary>Whether the value is sent and kept in the form that it has.</summary>
    public bool KeepsForm => SentAs is null && KeptAs is KeptForm.AsSent;
}
