using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using FhirAdapter.Proof.Figures;

namespace FhirAdapter.Proof.Mutants;

/// <summary>Deals the defects to sites, several side by side, and counts which were found.</summary>
internal sealed class MutantRunner : IDisposable
{
    private readonly List<MutantSite> _sites = [];

    public async Task<Figure> RunAsync(int count, int seed, string? only, string? harness, int sideBySide, CancellationToken cancellationToken)
    {
        var figure = new Figure("mutants", count, seed);
        var random = new Random(seed);
        var chosen = MutantTable.All
            .Where(each => only is null || each.Name.Contains(only, StringComparison.OrdinalIgnoreCase))
            .Where(each => harness is null || each.Harness.StartsWith(harness, StringComparison.Ordinal))
            .OrderBy(_ => random.Next()).Take(count).ToList();
        await PrepareAsync([.. chosen.Select(each => MutantHarness.ProjectOf(each.Harness)).OfType<string>().Distinct()], sideBySide, cancellationToken);
        var without = await WithoutAsync([.. chosen.Select(each => each.Harness).Distinct()], cancellationToken);
        var killed = 0;
        await DealAsync(chosen, async (mutant, site) =>
        {
            var began = Stopwatch.GetTimestamp();
            var verdict = await site.LiveAsync(mutant, without[mutant.Harness], cancellationToken);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {mutant.Name}: {verdict ?? "alive"}  [{mutant.Harness}, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s]"));
            if (verdict is not null && !verdict.StartsWith('!'))
                Interlocked.Increment(ref killed);
            else
                figure.Fail($"{mutant.Name}: {verdict?[1..] ?? $"not found by {mutant.Harness}"}");
        });

        figure.Add("planted", chosen.Count);
        figure.Add("killed", killed);
        figure.AddZero("alive", chosen.Count - killed);
        return figure;
    }

    public void Dispose() => _sites.ForEach(static site => site.Dispose());

    private async Task PrepareAsync(IReadOnlyList<string> testProjects, int sideBySide, CancellationToken cancellationToken)
    {
        if (!await SourceCopy.BuildTestsAsync(testProjects, cancellationToken))
            throw new InvalidOperationException("The tests do not build.");
        for (var i = 0; i < sideBySide; i++)
            _sites.Add(new MutantSite());
        var areSound = await Task.WhenAll(_sites.Select(site => site.PrepareAsync(testProjects, cancellationToken)));
        if (areSound.Contains(false))
            throw new InvalidOperationException("The copy of the source does not build without a defect.");
    }

    /// <summary>What each harness finds without a defect.</summary>
    private async Task<ConcurrentDictionary<string, HashSet<string>>> WithoutAsync(IReadOnlyList<string> harnesses, CancellationToken cancellationToken)
    {
        var without = new ConcurrentDictionary<string, HashSet<string>>();
        await DealAsync(MutantHarness.Together(harnesses), async (together, site) =>
        {
            var found = await site.Harness.RunAsync(together, cancellationToken);
            foreach (var each in found)
                Console.WriteLine($"  found without a defect: {each}  [{together[0]}]");
            foreach (var each in together)
                without[each] = found;
        });
        return without;
    }

    private async Task DealAsync<T>(IEnumerable<T> all, Func<T, MutantSite, Task> act)
    {
        var left = new ConcurrentQueue<T>(all);
        await Task.WhenAll(_sites.Select(async site =>
        {
            while (left.TryDequeue(out var one))
                await act(one, site);
        }));
    }
}
