using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>Reads a needle product from its Device: the reverse of <see cref="NeedleProducts"/>.</summary>
internal static class NeedleProductsFromFhir
{
    private const string Path = "Device";

    /// <summary>The product that a reference means.</summary>
    public static Needle Read(FhirReading reading, ResourceReference? product, string path)
    {
        if (reading.Identifier(product, path) is { } identifier && reading.Part<Device>(identifier) is { } device)
            return Needle(reading, device);
        reading.Fail(path, "the Device of each needle product, given along");
        return new Needle();
    }

    private static Needle Needle(FhirReading reading, Device device)
    {
        var properties = device.Property.ToLookup(p => reading.Code(p.Type ?? new CodeableConcept(), "needle-property", Path + ".property"));
        return new Needle
        {
            DiameterMm = Size(reading, properties["diameter"]),
            LengthMm = Size(reading, properties["length"]),
            Material = Kind(reading, properties["material"], "needle-material"),
            Coating = Kind(reading, properties["coating"], "needle-coating"),
            Maker = device.Manufacturer,
            Lot = device.LotNumber,
            Expires = reading.Day(device.ExpirationDate, Path + ".expirationDate"),
        };
    }

    private static decimal? Size(FhirReading reading, IEnumerable<Device.PropertyComponent> properties) =>
        reading.Number(Only(reading, properties.SelectMany(p => p.ValueQuantity)), "mm", Path + ".property");

    private static string? Kind(FhirReading reading, IEnumerable<Device.PropertyComponent> properties, string codeSystemName) =>
        reading.Code(Only(reading, properties.SelectMany(p => p.ValueCode)), codeSystemName, Path + ".property");

    private static T? Only<T>(FhirReading reading, IEnumerable<T> values)
        where T : class
    {
        var found = values.Take(2).ToList();
        if (found.Count > 1)
            reading.Fail(Path + ".property", "each property with one value");
        return found.FirstOrDefault();
    }
}
