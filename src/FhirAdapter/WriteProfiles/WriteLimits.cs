namespace FhirAdapter.WriteProfiles;

/// <summary>How much a server takes in a time.</summary>
internal sealed record WriteLimits
{
    /// <summary>The most creates and updates of one day; <see langword="null"/> where none is known.</summary>
    public int? WritesPerDay { get; init; }
}
