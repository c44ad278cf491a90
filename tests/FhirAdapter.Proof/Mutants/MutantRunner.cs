using System.Diagnostics;
using System.Globalization;
using FhirAdapter.Proof.Figures;

namespace FhirAdapter.Proof.Mutants;

/// <summary>Plants each defect in a copy of the source, builds what it is in, and runs the harness that must find it.</summary>
/// <remarks>A harness finds a defect when it fails in words that it does not use without the defect.</remarks>
internal sealed class MutantRunner : IDisposable
{
    private readonly SourceCopy _copy = new();
    private readonly MutantHarness _harness;
    private Dictionary<string, HashSet<string>> _without = [];

    public MutantRunner() => _harness = new MutantHarness(_copy);

    public async Task<Figure> RunAsync(int count, int seed, string? only, string? harness, CancellationToken cancellationToken)
    {
        var figure = new Figure("mutants", count, seed);
        var random = new Random(seed);
        var chosen = MutantTable.All
            .Where(each => only is null || each.Name.Contains(only, StringComparison.OrdinalIgnoreCase))
            .Where(each => harness is null || each.Harness.StartsWith(harness, StringComparison.Ordinal))
            .OrderBy(_ => random.Next()).Take(count).ToList();
        var projects = chosen.Select(each => MutantHarness.ProjectOf(each.Harness)).OfType<string>().Distinct();
        if (!await _copy.PrepareAsync(projects, cancellationToken))
            throw new InvalidOperationException("The copy of the source does not build without a defect.");
        _without = await _harness.RunAllAsync([.. chosen.Select(each => each.Harness).Distinct()], cancellationToken);
        var killed = 0;
        foreach (var mutant in chosen)
        {
            var began = Stopwatch.GetTimestamp();
            var verdict = await LiveAsync(mutant, cancellationToken);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {mutant.Name}: {verdict ?? "alive"}  [{mutant.Harness}, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s]"));
            if (verdict is not null && !verdict.StartsWith('!'))
                killed++;
            else
                figure.Failures.Add($"{mutant.Name}: {verdict?[1..] ?? $"not found by {mutant.Harness}"}");
        }

        figure.Add("planted", chosen.Count);
        figure.Add("killed", killed);
        figure.AddZero("alive", chosen.Count - killed);
        return figure;
    }

    public void Dispose() => _copy.Dispose();

    /// <summary>By what it was found; nothing where it was not; beginning with ! where it could not be tried.</summary>
    private async Task<string?> LiveAsync(Mutant mutant, CancellationToken cancellationToken)
    {
        var path = _copy.PathOf(mutant.File);
        var source = await File.ReadAllTextAsync(path, cancellationToken);
        if (source.Split(mutant.Old).Length != 2)
            return "!the source has changed, and what it replaces does not stand there once";
        try
        {
            await File.WriteAllTextAsync(path, source.Replace(mutant.Old, mutant.New, StringComparison.Ordinal), cancellationToken);
            if (!await _copy.BuildAsync(mutant.File, cancellationToken))
                return "!it does not build";
            var found = await _harness.RunAsync(mutant.Harness, cancellationToken);
            found.ExceptWith(_without[mutant.Harness]);
            return found.FirstOrDefault();
        }
        finally
        {
            await File.WriteAllTextAsync(path, source, cancellationToken);
            _copy.Mend();
        }
    }
}
