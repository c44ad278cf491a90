using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>The range of a number field, as its attributes state it.</summary>
internal sealed record NumberRange(decimal? Least, decimal? Greatest, bool LeastExcluded, string? Unit)
{
    public static NumberRange Of(PropertyInfo property)
    {
        var unit = property.GetCustomAttribute<UnitOfAttribute>()?.Unit;
        if (property.GetCustomAttribute<RangeAttribute>() is not { } range)
            return new NumberRange(null, null, false, unit);
        var greatest = Convert.ToDecimal(range.Maximum, CultureInfo.InvariantCulture);
        return new NumberRange(
            Convert.ToDecimal(range.Minimum, CultureInfo.InvariantCulture),
            greatest >= int.MaxValue ? null : greatest,
            range.MinimumIsExclusive,
            unit);
    }

    public bool Holds(decimal value) =>
        (Least is not { } least || (LeastExcluded ? value > least : value >= least)) && (Greatest is not { } greatest || value <= greatest);

    public string Describe(string number) => (Least, Greatest) switch
    {
        (null, _) => number,
        ({ } least, null) => Invariant($"{number}, {least:#,##0.##} or more"),
        ({ } least, { } greatest) when LeastExcluded => Invariant($"{number} over {least:#,##0.##} up to {greatest:#,##0.##}"),
        ({ } least, { } greatest) => Invariant($"{number} from {least:#,##0.##} to {greatest:#,##0.##}"),
    } + (Unit is null ? "" : $" ({Unit})");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
