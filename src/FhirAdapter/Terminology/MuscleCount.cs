using System.Globalization;

namespace FhirAdapter.Terminology;

/// <summary>How many distinct muscles a session must have needled for a target to be right: some billing codes count them.</summary>
/// <param name="Least">At least so many, 1 or more.</param>
/// <param name="Most">At most so many; no end where <see langword="null"/>.</param>
/// <param name="SidesApart">Whether the left and the right muscle count as two. The parts of a muscle never do.</param>
internal sealed record MuscleCount(int Least, int? Most, bool SidesApart)
{
    /// <summary>The property of a ConceptMap's <c>dependsOn</c> that counts a muscle once, whichever sides were needled.</summary>
    public const string Property = "https://fhir-adapter.example/property/muscles";

    /// <summary>The property that counts the left and the right muscle as two.</summary>
    public const string SidesApartProperty = "https://fhir-adapter.example/property/muscles-by-side";

    /// <summary>Reads a range as it stands in a map: <c>1-2</c>, <c>3+</c> or <c>4</c>.</summary>
    /// <returns>The range, or <see langword="null"/> for anything else.</returns>
    public static MuscleCount? Parse(string range, bool sidesApart)
    {
        var parts = range.EndsWith('+') ? [range[..^1], ""] : range.Split('-');
        if (parts.Length > 2 || !TryRead(parts[0], out var least))
            return null;
        if (parts.Length == 1)
            return new MuscleCount(least, least, sidesApart);
        if (parts[1].Length == 0)
            return range.EndsWith('+') ? new MuscleCount(least, null, sidesApart) : null;
        return TryRead(parts[1], out var most) && most >= least ? new MuscleCount(least, most, sidesApart) : null;
    }

    /// <summary>Whether a number of muscles lies within.</summary>
    public bool Holds(int muscles) => muscles >= Least && (Most is not { } most || muscles <= most);

    /// <summary>Gives the range as a person reads it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Least}{(Most is null ? " or more" : Most == Least ? "" : $" to {Most}")} muscles{(SidesApart ? ", sides counted apart" : "")}");

    private static bool TryRead(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= 1_000;
}
