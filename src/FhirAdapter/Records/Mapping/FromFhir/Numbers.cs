using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping.FromFhir;

/// <summary>Reads numbers with their UCUM unit.</summary>
internal static class Numbers
{
    /// <summary>The number of a quantity in that unit; nothing for no element.</summary>
    public static decimal? Number(this FhirReading reading, DataType? element, string unit, string path)
    {
        if (element is null)
            return null;
        if (element is Quantity { Value: { } value, Comparator: null } quantity && quantity.Code == unit && quantity.System == Quantities.Ucum)
            return value;
        reading.Fail(path, $"a quantity in {unit}");
        return null;
    }

    /// <summary>The whole number of a quantity in that unit; nothing for no element.</summary>
    public static int? Whole(this FhirReading reading, DataType? element, string unit, string path)
    {
        if (reading.Number(element, unit, path) is not { } number)
            return null;
        if (number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue)
            return (int)number;
        reading.Fail(path, "a whole number");
        return null;
    }
}
