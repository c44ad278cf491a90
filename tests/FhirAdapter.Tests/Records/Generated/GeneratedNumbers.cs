using CsCheck;

namespace FhirAdapter.Tests.Records.Generated;

/// <summary>Numbers within a range: its ends, zero with and without decimals, and any scale that the contract takes.</summary>
internal static class GeneratedNumbers
{
    private const decimal Smallest = 0.000000001m;

    public static Gen<decimal> Between(decimal least, decimal greatest, bool leastExcluded = false)
    {
        decimal[] ends = [leastExcluded ? least + Smallest : least, greatest, decimal.Round(greatest, 1) + 0.00m];
        decimal[] zeros = least < 0 || (least == 0 && !leastExcluded) ? [0m, 0.0m, 0.00m] : [];
        return Gen.Frequency(
            (1, Pick.Of([.. ends.Concat(zeros).Where(n => n <= greatest)])),
            (3, Gen.Select(Gen.Int[0, 1_000_000], Pick.Of(0, 1, 2, 3, 9), (share, scale) => Scaled(least, greatest, leastExcluded, share, scale))));
    }

    /// <summary>Multiples of a step, with and without needless decimals.</summary>
    public static Gen<decimal> Steps(decimal least, decimal greatest, decimal step) => Gen.Select(
        Gen.Int[0, (int)((greatest - least) / step)], Gen.Frequency((4, Gen.Const(0m)), (1, Pick.Of(0.0m, 0.00m))), (n, decimals) => least + (n * step) + decimals);

    private static decimal Scaled(decimal least, decimal greatest, bool leastExcluded, int share, int scale)
    {
        var number = Math.Round(least + ((greatest - least) * share / 1_000_000m), scale);
        return number < least || number > greatest || (leastExcluded && number == least) ? greatest : number;
    }
}
