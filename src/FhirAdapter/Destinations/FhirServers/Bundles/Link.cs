using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>What makes a resource a correction or a retraction of another one that cannot be updated.</summary>
/// <param name="Type">What the server's kind takes of the type, and how it is told.</param>
/// <param name="IsRetraction">Whether it says that the other one was entered in error.</param>
/// <param name="Literal">The other one, as <c>Type/id</c>.</param>
/// <param name="Dated">By which date a person finds the other one.</param>
internal sealed record Link(TypeProfile Type, bool IsRetraction, string Literal, string? Dated)
{
    public Amendment Amendment => Type.Amendment;

    /// <summary>The most characters of a note there.</summary>
    public int? LongestNote => Type.Elements.GetValueOrDefault("note.text")?.MaxLength;

    /// <summary>What it says in words.</summary>
    public string Words => (IsRetraction ? Amendment.Retracts : Amendment.Replaces).Replace("{date}", Dated ?? "an unknown date", StringComparison.Ordinal);
}
