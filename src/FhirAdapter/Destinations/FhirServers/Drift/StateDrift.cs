namespace FhirAdapter.Destinations.FhirServers.Drift;

/// <summary>How what a server can now differs from what was counted on. Pure.</summary>
/// <param name="Lost">What is gone.</param>
/// <param name="Gained">What is new.</param>
/// <param name="Kept">What is counted on from now on: what was, and what is new.</param>
internal sealed record StateDrift(IReadOnlySet<string> Lost, IReadOnlySet<string> Gained, IReadOnlySet<string> Kept)
{
    public static StateDrift Between(IReadOnlySet<string> kept, IReadOnlySet<string> now) => new(
        Sorted(kept.Where(ability => !now.Contains(ability))),
        Sorted(now.Where(ability => !kept.Contains(ability))),
        Sorted(kept.Concat(now)));

    private static SortedSet<string> Sorted(IEnumerable<string> abilities) => new(abilities, StringComparer.Ordinal);
}
