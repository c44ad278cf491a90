namespace FhirAdapter.WriteProfiles;

/// <summary>How a server answers a write and what came of it.</summary>
internal sealed record ReplyHabits
{
    /// <summary>Whether <c>Location</c> is relative to the base.</summary>
    public bool RelativeLocation { get; init; }

    /// <summary>Whether a create is answered without a body.</summary>
    public bool EmptyBody { get; init; }

    /// <summary>The media type that an answer to a create claims, where that is not FHIR's.</summary>
    public string? ContentType { get; init; }

    /// <summary>Whether the answer to a create has an <c>ETag</c>.</summary>
    public bool EntityTagOnCreate { get; init; } = true;

    /// <summary>Whether reading back what one wrote may be refused (403) although it is there.</summary>
    public bool ReadBackMayBeRefused { get; init; }

    /// <summary>Whether a search by <c>POST</c> must have all parameters in its body.</summary>
    public bool SearchParametersInBody { get; init; }
}
