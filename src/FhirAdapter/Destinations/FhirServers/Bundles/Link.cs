using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>What makes a resource a correction or a retraction of another one that cannot be updated.</summary>
/// <param name="Amendment">How the server's kind is told.</param>
/// <param name="IsRetraction">Whether it says that the other one was entered in error.</param>
/// <param name="Literal">The other one, as <c>Type/id</c>.</param>
/// <param name="Dated">By which date a person finds the other one.</param>
/// <param name="LongestNote">The most characters of a note there.</param>
internal sealed record Link(Amendment Amendment, bool IsRetraction, string Literal, string? Dated, int? LongestNote)
{
    /// <summary>What it says in words.</summary>
    public string Words => (IsRetraction ? Amendment.Retracts : Amendment.Replaces).Replace("{date}", Dated ?? "an unknown date", StringComparison.Ordinal);
}
