using System.Globalization;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>Numbers with their UCUM unit.</summary>
internal static class Quantities
{
    public const string Ucum = "http://unitsofmeasure.org";

    /// <summary>A quantity in a UCUM unit; without a unit the bare number.</summary>
    public static Quantity Of(decimal value, string? unit) =>
        string.IsNullOrEmpty(unit) ? new Quantity { Value = value } : new Quantity { Value = value, Unit = Name(unit), System = Ucum, Code = unit };

    /// <summary>A quantity in a UCUM unit, or nothing.</summary>
    public static Quantity? Of(decimal? value, string unit) => value is { } v ? Of(v, unit) : null;

    /// <summary>The unit for a person to read: an annotation without its braces, a degree in words.</summary>
    public static string Name(string unit) => unit switch
    {
        "{score}" => Mapping.Words.ScoreUnit,
        "{needle}" => Mapping.Words.NeedleUnit,
        "{twitch}" => Mapping.Words.TwitchUnit,
        "deg" => Mapping.Words.DegreeUnit,
        _ => unit,
    };

    /// <summary>For a person to read; a score stands without the word.</summary>
    public static string Words(decimal value, string? unit)
    {
        var number = value.ToString(CultureInfo.InvariantCulture);
        return unit is null or "{score}" ? number : unit == "%" ? number + "%" : $"{number} {Name(unit)}";
    }
}
