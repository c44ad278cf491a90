using System.Globalization;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>The instruments made of single items, whose value is the mean of the items, rounded to two places.</summary>
internal static class FunctionItems
{
    private static readonly string[] PegItems = ["pain", "enjoyment", "general-activity"];

    public static PainScore Peg(PainScore score, int level, Dice dice) =>
        Mean(score, [.. PegItems.Select(code => new ScoreItem { Code = code, Value = level + dice.Between(-1, 1) })]);

    public static PainScore Psfs(PainScore score, int level, int activities, Dice dice) =>
        Mean(score, [.. Enumerable.Range(1, activities).Select(i => new ScoreItem
        {
            Code = "activity-" + i.ToString(CultureInfo.InvariantCulture),
            Value = level + dice.Between(-2, 1),
            Text = Words.Activities[i - 1],
        })]);

    private static PainScore Mean(PainScore score, IReadOnlyList<ScoreItem> items) =>
        score with { Items = items, Value = decimal.Round(items.Average(i => i.Value!.Value), 2), Unit = "{score}" };
}
