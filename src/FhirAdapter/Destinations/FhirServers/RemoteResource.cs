using FhirAdapter.Destinations.FhirServers.Identity;

namespace FhirAdapter.Destinations.FhirServers;

/// <summary>One resource of a record as it stands at the server.</summary>
/// <param name="Identity">What names it everywhere.</param>
/// <param name="Id">Its id there.</param>
/// <param name="Version">Its version there, where it is known.</param>
/// <param name="Hash">The SHA-256 of what was sent, in base64; <see langword="null"/> where that is not known to have arrived.</param>
internal sealed record RemoteResource(ResourceIdentity Identity, string Id, string? Version, string? Hash)
{
    /// <summary>Whether its id is not known: only what a person was asked about it is kept.</summary>
    public bool IsOpen => Id is "";

    /// <summary>Whether the id was seen at the server together with the identifier, not only in an answer to a write.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>By which date a person finds it; kept only where nothing names it.</summary>
    public string? Dated { get; init; }

    /// <summary>The ids of what it and those before it replaced, newest first: the chain of a record that cannot be updated there.</summary>
    public IReadOnlyList<string> Replaced { get; init; } = [];

    /// <summary>The version that somebody else made there, for which a record was parked, and which version of the record that was.</summary>
    public (long Record, string Version)? Foreign { get; init; }
}
