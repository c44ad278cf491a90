namespace FhirAdapter.Proof.Kill;

/// <summary>Deals the kills to small clinics. One large clinic would take ever longer to start, and at each kill little of it would be at stake.</summary>
internal static class KillPlan
{
    /// <summary>The most kills that one clinic lives through.</summary>
    public const int MostInOneClinic = 50;

    /// <param name="count">How many at any moment.</param>
    /// <param name="each">How many at each named step.</param>
    /// <param name="only">Only at this step, at least once.</param>
    /// <param name="random">Mixes them.</param>
    /// <returns>The kills of each clinic in their order, those of a first start before the others.</returns>
    public static IReadOnlyList<IReadOnlyList<PlannedKill>> Deal(int count, int each, string? only, Random random)
    {
        var times = only is null ? each : Math.Max(each, 1);
        var kills = Of(FailPoints.AtStart, isAtStart: true).Concat(Of(FailPoints.AtWork, isAtStart: false))
            .Concat(Enumerable.Repeat(new PlannedKill(null, IsAtStart: false), count))
            .OrderBy(_ => random.Next())
            .ToList();
        var clinics = Math.Max(1, (kills.Count + MostInOneClinic - 1) / MostInOneClinic);
        return [.. Enumerable.Range(0, clinics).Select(clinic =>
            kills.Where((_, index) => index % clinics == clinic).OrderBy(kill => kill.IsAtStart ? 0 : 1).ToList())];

        IEnumerable<PlannedKill> Of(string[] points, bool isAtStart) => points
            .Where(point => only is null || point == only)
            .SelectMany(point => Enumerable.Repeat(new PlannedKill(point, isAtStart), times));
    }
}
