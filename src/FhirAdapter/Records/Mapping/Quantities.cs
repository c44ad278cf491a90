using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>Numbers with their UCUM unit.</summary>
internal static class Quantities
{
    public const string Ucum = "http://unitsofmeasure.org";

    /// <summary>A quantity in a UCUM unit; without a unit the bare number.</summary>
    public static Quantity Of(Words words, decimal value, string? unit) =>
        string.IsNullOrEmpty(unit) ? new Quantity { Value = value } : new Quantity { Value = value, Unit = Name(words, unit), System = Ucum, Code = unit };

    /// <summary>A quantity in a UCUM unit, or nothing.</summary>
    public static Quantity? Of(Words words, decimal? value, string unit) => value is { } v ? Of(words, v, unit) : null;

    /// <summary>The unit for a person to read: an annotation without its braces, a degree in words.</summary>
    public static string Name(Words words, string unit) => unit switch
    {
        "{score}" => words.ScoreUnit,
        "{needle}" => words.NeedleUnit,
        "{twitch}" => words.TwitchUnit,
        "deg" => words.DegreeUnit,
        _ => unit,
    };

    /// <summary>For a person to read; what is scored or counted has been named before the number.</summary>
    public static string Text(Words words, decimal value, string? unit)
    {
        var number = words.Number(value);
        return unit switch
        {
            null or ['{', ..] => number,
            "%" => number + "%",
            "deg" => number + "°",
            _ => $"{number} {Name(words, unit)}",
        };
    }
}
