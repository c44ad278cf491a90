using FhirAdapter.Terminology;

namespace FhirAdapter.Records.Reading.Rules;

/// <summary>The values an instrument may give in one unit.</summary>
internal sealed record ScoreRange(decimal Least, decimal Greatest, decimal? Step, string Unit)
{
    // What one of the instrument's first unit is in the other; 1 kgf is 9.80665 N by definition. Percent is of the greatest score.
    private static readonly Dictionary<(string First, string Other), decimal> Factors = new()
    {
        [("mm", "cm")] = 0.1m,
        [("kgf/cm2", "kPa")] = 98.0665m,
        [("kgf/cm2", "N/cm2")] = 9.80665m,
    };

    public static ScoreRange Of(Concept instrument, string firstUnit, string unit)
    {
        var (least, greatest) = (instrument.Number("min") ?? 0, instrument.Number("max") ?? decimal.MaxValue);
        if (unit == firstUnit)
            return new ScoreRange(least, greatest, instrument.Number("step"), unit);
        var factor = unit == "%" ? 100 / greatest : Factors[(firstUnit, unit)];
        return new ScoreRange(least * factor, greatest * factor, instrument.Number("step") * factor, unit);
    }

    public bool Holds(decimal value) => value >= Least && value <= Greatest && (Step is not { } step || (value - Least) % step == 0);

    public bool HoldsChange(decimal change) => Math.Abs(change) <= Greatest - Least;

    public string Describe() => FormattableString.Invariant($"a number from {Least:#,##0.####} to {Greatest:#,##0.####}") +
        (Step is { } step ? FormattableString.Invariant($" in steps of {step:0.####}") : "") + $" ({Unit})";
}
