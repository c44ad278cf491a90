using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using FhirAdapter.Proof.Clinic;
using FhirAdapter.Proof.Figures;

namespace FhirAdapter.Proof.Mutants;

/// <summary>Plants each defect in a copy of the source, builds the library, and runs the harness that must find it.</summary>
/// <remarks>A harness finds a defect when it fails in words that it does not use without the defect.</remarks>
internal sealed partial class MutantRunner : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private static readonly string[] Kept = ["src/FhirAdapter", "profiles", "Directory.Build.props", "Directory.Packages.props", "global.json", "src/BannedSymbols.txt"];

    private readonly string _folder = ScratchFolder.MakeOnDisk("mutants");
    private readonly Dictionary<string, HashSet<string>> _without = [];

    private string Library => Path.Combine(_folder, "src", "FhirAdapter");

    private string Bin => Path.Combine(_folder, "proof");

    public async Task<Figure> RunAsync(int count, int seed, string? only, CancellationToken cancellationToken)
    {
        var figure = new Figure("mutants", count, seed);
        var random = new Random(seed);
        var chosen = MutantTable.All.Where(each => only is null || each.Name.Contains(only, StringComparison.OrdinalIgnoreCase)).OrderBy(_ => random.Next()).Take(count).ToList();
        CopySource();
        if (!await BuildAsync(cancellationToken))
            throw new InvalidOperationException("The copy of the source does not build without a defect.");
        foreach (var harness in chosen.Select(each => each.Harness).Distinct())
            _without[harness] = await CausesAsync(harness, cancellationToken);
        var killed = 0;
        foreach (var mutant in chosen)
        {
            var verdict = await LiveAsync(mutant, cancellationToken);
            Console.WriteLine($"  {mutant.Name}: {verdict ?? "alive"}  [{mutant.Harness}]");
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

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>By what it was found; nothing where it was not; beginning with ! where it could not be tried.</summary>
    private async Task<string?> LiveAsync(Mutant mutant, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Library, mutant.File);
        var source = await File.ReadAllTextAsync(path, cancellationToken);
        if (source.Split(mutant.Old).Length != 2)
            return "!the source has changed, and what it replaces does not stand there once";
        try
        {
            await File.WriteAllTextAsync(path, source.Replace(mutant.Old, mutant.New, StringComparison.Ordinal), cancellationToken);
            if (!await BuildAsync(cancellationToken))
                return "!it does not build";
            var found = await CausesAsync(mutant.Harness, cancellationToken);
            found.ExceptWith(_without[mutant.Harness]);
            return found.FirstOrDefault();
        }
        finally
        {
            await File.WriteAllTextAsync(path, source, cancellationToken);
        }
    }

    private void CopySource()
    {
        var root = Root();
        foreach (var kept in Kept)
        {
            var from = Path.Combine(root, kept);
            foreach (var file in Directory.Exists(from) ? Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories) : [from])
            {
                var relative = Path.GetRelativePath(root, file);
                if (relative.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                    continue;
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, relative))!);
                File.Copy(file, Path.Combine(_folder, relative));
            }
        }
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Bin, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private async Task<bool> BuildAsync(CancellationToken cancellationToken)
    {
        var (exitCode, _) = await CallAsync(
            [
                "build", Path.Combine(Library, "FhirAdapter.csproj"), "-v", "quiet", "-m:1", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false",
                "-p:TreatWarningsAsErrors=false", "-p:GenerateDocumentationFile=false",
            ],
            cancellationToken);
        if (exitCode != 0)
            return false;
        var built = Directory.EnumerateFiles(Path.Combine(Library, "bin"), "FhirAdapter.dll", SearchOption.AllDirectories).Single();
        File.Copy(built, Path.Combine(Bin, "FhirAdapter.dll"), overwrite: true);
        return true;
    }

    /// <summary>What a harness finds, in words without numbers.</summary>
    private async Task<HashSet<string>> CausesAsync(string harness, CancellationToken cancellationToken)
    {
        var report = Path.Combine(_folder, "figures.json");
        File.Delete(report);
        var arguments = Argument().Matches(harness).Select(each => each.Value.Trim('"'));
        var (exitCode, _) = await CallAsync([Path.Combine(Bin, "FhirAdapter.Proof.dll"), .. arguments, "--json", report], cancellationToken);
        if (!File.Exists(report))
            return [$"the harness ended with {exitCode}"];
        using var figures = JsonDocument.Parse(await File.ReadAllTextAsync(report, cancellationToken));
        var causes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var figure in figures.RootElement.EnumerateArray())
        {
            causes.UnionWith(figure.GetProperty("failures").EnumerateArray().Select(each => Number().Replace(each.GetString()!.Split(';')[0], "n")));
            if (!figure.GetProperty("good").GetBoolean())
                causes.Add($"{figure.GetProperty("verb").GetString()} is not good");
        }
        return causes;
    }

    private static async Task<(int ExitCode, string Output)> CallAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return (-1, "out of time");
        }
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FhirAdapter.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("The mutants are made from the source: run this from a clone.");
    }

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Argument();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
