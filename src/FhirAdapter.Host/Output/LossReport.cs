using FhirAdapter.Operations;

namespace FhirAdapter.Host.Output;

/// <summary>What of all records of a run reaches a server and what does not: counts for each element, which a hospital can sign.</summary>
internal sealed class LossReport(RecordPlanner planner)
{
    private readonly List<RecordPlan> _plans = [];

    /// <summary>Whether every record goes.</summary>
    public bool AllGo => _plans.TrueForAll(plan => plan.Way is not null);

    public void Add(RecordPlan plan) => _plans.Add(plan);

    /// <summary>The plan of each record.</summary>
    public object Whole() => new { planner.Profile, planner.Title, planner.Sources, planner.PlannedBy, Records = _plans };

    /// <summary>The counts.</summary>
    public object Summary() => new
    {
        planner.Profile,
        planner.Title,
        planner.Sources,
        planner.PlannedBy,
        Records = _plans.Count,
        Ways = Ways(),
        NotGoing = NotGoing(),
        Elements = Elements(),
    };

    public void Write(bool isSummary)
    {
        if (!isSummary)
        {
            Console.Out.WriteLine($"{Counted.Of(_plans.Count, "record", "records")} by the write profile {planner.Profile}, planned by {planner.PlannedBy}. --summary counts what is lost.");
            return;
        }

        Console.Out.WriteLine($"Loss report: {planner.Title} (write profile {planner.Profile})");
        foreach (var source in planner.Sources)
            WrappedText.Write($"known from: {source}", "  ", "      ");
        Console.Out.WriteLine($"  planned by {planner.PlannedBy}");
        Console.Out.WriteLine(Counted.Of(_plans.Count, "record", "records"));
        foreach (var (way, count) in Ways())
            Console.Out.WriteLine($"  {Counted.Of(count, "goes", "go")} {PlanText.Way(way)}");
        foreach (var (why, count) in NotGoing())
            WrappedText.Write($"{Counted.Of(count, "does", "do")} NOT go: {why.Replace("; ", "\n", StringComparison.Ordinal)}", "  ", "      ");
        LossTable.Write(Elements());
    }

    private SortedDictionary<string, int> Ways() => Counts(_plans.Where(plan => plan.Way is not null).Select(plan => plan.Way!));

    private SortedDictionary<string, int> NotGoing() => Counts(_plans.Where(plan => plan.Way is null).Select(plan =>
        plan.Failure is { } failure ? $"{failure.Code}: {failure.Expected ?? failure.Path}" : "refused: the record is faulty"));

    private SortedDictionary<string, Dictionary<string, int>> Elements() => new(
        _plans.Where(plan => plan.Way is not null).SelectMany(plan => plan.Changes).GroupBy(change => change.Element)
            .ToDictionary(element => element.Key, element => element.CountBy(change => change.Code).ToDictionary()),
        StringComparer.Ordinal);

    private static SortedDictionary<string, int> Counts(IEnumerable<string> items) => new(items.CountBy(item => item).ToDictionary(), StringComparer.Ordinal);
}
