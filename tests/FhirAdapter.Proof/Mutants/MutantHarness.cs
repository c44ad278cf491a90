using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace FhirAdapter.Proof.Mutants;

/// <summary>Runs the harness of a mutant: a verb of the proof, or tests whose names have a part.</summary>
internal sealed partial class MutantHarness(SourceCopy copy)
{
    private const string Test = "test ";

    /// <summary>The test project that a harness needs; nothing where it is a verb.</summary>
    public static string? ProjectOf(string harness) => harness.StartsWith(Test, StringComparison.Ordinal) ? harness.Split(' ')[1] : null;

    /// <summary>Harnesses that are run in one: some tests of a project; a verb as often as any of them asks, which is named first.</summary>
    public static IEnumerable<IReadOnlyList<string>> Together(IEnumerable<string> harnesses) => harnesses
        .GroupBy(each => ProjectOf(each) ?? Count().Replace(each, ""))
        .SelectMany(group => ProjectOf(group.First()) is null ? [[.. group.OrderByDescending(CountOf)]] : group.Chunk(12));

    /// <summary>What those that are run together find, in words without numbers.</summary>
    public Task<HashSet<string>> RunAsync(IReadOnlyList<string> together, CancellationToken cancellationToken) => ProjectOf(together[0]) is { } project
        ? TestsAsync(project, [.. together.Select(PartOf)], cancellationToken)
        : VerbAsync(together[0], cancellationToken);

    private static int CountOf(string verb) => Count().Match(verb) is { Success: true } count ? int.Parse(count.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    private static string PartOf(string harness) => harness.Split(' ', 3)[2];

    private async Task<HashSet<string>> VerbAsync(string harness, CancellationToken cancellationToken)
    {
        var report = Path.Combine(copy.Folder, "figures.json");
        File.Delete(report);
        var words = Argument().Matches(harness).Select(match => match.Value.Trim('"'));
        var (_, said) = await DotnetCall.RunAsync(
            [Path.Combine(copy.BinOf("FhirAdapter.Proof"), "FhirAdapter.Proof.dll"), .. words, "--json", report], cancellationToken);
        // A harness that does not come to its end has found something, whatever it is.
        if (!File.Exists(report))
            return [$"it did not end well: {said.Trim().Split('\n')[0]}"];
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

    private async Task<HashSet<string>> TestsAsync(string project, IReadOnlyList<string> parts, CancellationToken cancellationToken)
    {
        var report = Path.Combine(copy.Folder, "tests.trx");
        File.Delete(report);
        await DotnetCall.RunAsync(
            [
                "test", Path.Combine(copy.BinOf(project), project + ".dll"), "--filter", string.Join('|', parts.Select(part => $"FullyQualifiedName~{part}")),
                "--logger", $"trx;LogFileName={report}",
            ],
            cancellationToken);
        if (!File.Exists(report))
            return ["it did not end well: no report of the tests"];
        var results = XDocument.Load(report).Descendants().Where(each => each.Name.LocalName == "UnitTestResult").ToList();
        if (parts.FirstOrDefault(part => !results.Exists(each => NameOf(each).Contains(part, StringComparison.OrdinalIgnoreCase))) is { } unknown)
            throw new InvalidOperationException($"No test of {project} is named {unknown}.");
        return results.Where(each => (string?)each.Attribute("outcome") == "Failed")
            .Select(each => "fails: " + Number().Replace(NameOf(each).Split('(')[0].Split('.')[^1], "n"))
            .ToHashSet(StringComparer.Ordinal);
    }

    private static string NameOf(XElement result) => (string)result.Attribute("testName")!;

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Argument();

    [GeneratedRegex("--count ([0-9]+)")]
    private static partial Regex Count();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
