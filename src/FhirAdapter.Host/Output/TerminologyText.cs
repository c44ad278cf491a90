using System.Globalization;
using FhirAdapter.Operations;

namespace FhirAdapter.Host.Output;

/// <summary>What maps where, for a person: one line for each code system, or for each code and target.</summary>
internal static class TerminologyText
{
    public static void WriteSummary(TerminologyListing terminology)
    {
        var codes = terminology.CodeSystems.Sum(s => s.Codes.Count);
        var mapped = terminology.CodeSystems.Sum(s => s.Codes.Count(c => c.Targets.Count > 0));
        var files = Files(terminology).ToList();
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Codes: {codes} of {terminology.CodeSystems.Count} own code systems, {mapped} with codes elsewhere, {codes - mapped} that go out as own code and text. --terminology lists them."));
        foreach (var file in files)
            Console.Out.WriteLine($"  {file.Key}: {Counted.Of(file.Count(), "target", "targets")}");
        WriteWarnings(terminology);
    }

    public static void WriteListing(TerminologyListing terminology)
    {
        foreach (var system in terminology.CodeSystems)
        {
            Console.Out.WriteLine($"{system.Name}: {Counted.Of(system.Codes.Count, "code", "codes")}");
            foreach (var code in system.Codes.Where(c => c.Targets.Count > 0))
            {
                Console.Out.WriteLine($"  {code.Code} ({code.Display})");
                foreach (var target in code.Targets)
                    Console.Out.WriteLine("    " + Line(target));
            }

            if (system.WithoutTarget.Count > 0)
                Console.Out.WriteLine($"  own code and text only: {string.Join(", ", system.WithoutTarget)}");
        }

        WriteWarnings(terminology);
    }

    private static string Line(TargetListing target)
    {
        var display = target.Display is null ? "" : " " + target.Display;
        var condition = target.OnlyFor is null ? "" : $", only for {target.OnlyFor}";
        return $"{target.SystemName} {target.Code}{display}, {target.Equivalence}{condition} [{target.Origin ?? "shipped"}]";
    }

    private static IEnumerable<IGrouping<string, TargetListing>> Files(TerminologyListing terminology) =>
        terminology.CodeSystems.SelectMany(s => s.Codes).SelectMany(c => c.Targets)
            .Where(t => t.Origin is not null).GroupBy(t => t.Origin!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal);

    private static void WriteWarnings(TerminologyListing terminology)
    {
        foreach (var warning in terminology.Warnings)
            Console.Out.WriteLine($"  remark: {warning}");
    }
}
