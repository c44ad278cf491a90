namespace FhirAdapter.Proof.Mutants;

/// <summary>Plants a defect in a copy of the source, builds what it is in, and runs the harness that must find it.</summary>
/// <remarks>A harness finds a defect when it fails in words that it does not use without the defect.</remarks>
internal sealed class MutantSite : IDisposable
{
    private readonly SourceCopy _copy = new();

    public MutantSite() => Harness = new MutantHarness(_copy);

    public MutantHarness Harness { get; }

    public Task<bool> PrepareAsync(IReadOnlyList<string> testProjects, CancellationToken cancellationToken) => _copy.PrepareAsync(testProjects, cancellationToken);

    /// <summary>By what it was found; nothing where it was not; beginning with ! where it could not be tried.</summary>
    public async Task<string?> LiveAsync(Mutant mutant, IReadOnlySet<string> without, CancellationToken cancellationToken)
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
            var found = await Harness.RunAsync([mutant.Harness], cancellationToken);
            return found.FirstOrDefault(each => !without.Contains(each));
        }
        finally
        {
            await File.WriteAllTextAsync(path, source, cancellationToken);
            _copy.Mend();
        }
    }

    public void Dispose() => _copy.Dispose();
}
