namespace FhirAdapter.WriteProfiles;

/// <summary>What a server takes of one resource type.</summary>
internal sealed record TypeProfile
{
    /// <summary>A type of which nothing is known but what the CapabilityStatement says.</summary>
    public static readonly TypeProfile AsAdvertised = new();

    /// <summary>The interactions by their codes in FHIR, such as <c>create</c>; <see langword="null"/> where they are as the CapabilityStatement says.</summary>
    public IReadOnlySet<string>? Interactions { get; init; }

    /// <summary>The search parameters that may be used; <see langword="null"/> where they are as the CapabilityStatement says.</summary>
    public IReadOnlySet<string>? SearchParameters { get; init; }

    /// <summary>Whether the server keeps the business identifier, so that the resource is found again by it.</summary>
    public bool KeepsIdentifier { get; init; } = true;

    /// <summary>Whether a resource has a version by which an update can be bound to it; <see langword="null"/> where that is as the CapabilityStatement says.</summary>
    public bool? Versions { get; init; }

    /// <summary>What becomes of elements that no rule names.</summary>
    public ElementFate OtherElements { get; init; }

    /// <summary>What becomes of extensions, wherever they stand.</summary>
    public ElementFate Extensions { get; init; }

    /// <summary>The rules, by the path of the element in FHIR JSON without indexes.</summary>
    public IReadOnlyDictionary<string, ElementRule> Elements { get; init; } = new Dictionary<string, ElementRule>();

    /// <summary>The element, <c>note</c>, that says in words what could not stand elsewhere; <see langword="null"/> where there is none.</summary>
    public string? TextIn { get; init; }

    /// <summary>How a correction is sent where there is no update.</summary>
    public Amendment Amendment { get; init; } = new();

    /// <summary>Whether the server at hand offers the creates that its kind takes. A loss for want of them was not foretold when the profile was chosen.</summary>
    public bool IsOffered { get; init; } = true;

    public bool ChangesNothing =>
        KeepsIdentifier && OtherElements is ElementFate.Kept && Extensions is ElementFate.Kept && Elements.Values.All(e => e.ChangesNothing)
        && (Interactions is null || Interactions.Contains("create"));

    /// <summary>Whether an interaction is taken as far as the profile knows.</summary>
    public bool MayTake(string interaction) => Interactions is null || Interactions.Contains(interaction);
}
