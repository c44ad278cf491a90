using System.Globalization;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping.FromFhir;

/// <summary>What the main resource of every record tells of it.</summary>
internal static class Headers
{
    /// <summary>The version of the record.</summary>
    public static long Version(this FhirReading reading, Resource main)
    {
        var path = $"{main.TypeName}.extension({Extensions.RecordVersion})";
        var text = reading.Extension<FhirString>((DomainResource)main, Extensions.RecordVersion, path)?.Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return version;
        reading.Fail(path, "the version of the clinic's record");
        return 0;
    }

    /// <summary>When the record was last changed, for a resource without an element for it.</summary>
    public static DateTimeOffset? LastChanged(this FhirReading reading, DomainResource main) =>
        reading.Extension<Instant>(main, Extensions.RecordLastChanged, $"{main.TypeName}.extension({Extensions.RecordLastChanged})")?.Value;
}
