using System.Globalization;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>Clinic times as FHIR times: the offset and the precision are kept, nothing is invented.</summary>
internal static class Times
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";
    private const string Date = "yyyy-MM-dd";
    private const string Readable = "yyyy-MM-dd HH:mm zzz";

    /// <summary>As a FHIR dateTime.</summary>
    public static FhirDateTime? DateTime(ClinicTime? time) => time is { } t ? new FhirDateTime(Text(t)) : null;

    /// <summary>As a FHIR date with the same precision as the day.</summary>
    public static string Day(DateOnly day) => day.ToString(Date, CultureInfo.InvariantCulture);

    /// <summary>As the JSON of a FHIR dateTime.</summary>
    public static string Text(ClinicTime time) => time.Instant.ToString(time.DateOnly ? Date : Instant, CultureInfo.InvariantCulture);

    /// <summary>For a person to read.</summary>
    public static string Words(ClinicTime time) => time.Instant.ToString(time.DateOnly ? Date : Readable, CultureInfo.InvariantCulture);

    /// <summary>
    /// A period where it has an end or goes on still, else the moment it began; nothing where neither is known.
    /// </summary>
    public static DataType? Span(ClinicTime? start, ClinicTime? end, bool goesOn) =>
        end is not null || (goesOn && start is not null)
            ? new Period { StartElement = DateTime(start), EndElement = DateTime(end) }
            : DateTime(start);
}
