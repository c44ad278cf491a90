using System.Text;
using FhirAdapter.Records.Reading.Fields;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping.FromFhir;

/// <summary>Reads FHIR times as clinic times: the offset and the precision are kept, nothing is invented.</summary>
internal static class TimesRead
{
    private const string Expected = "a dateTime with seconds and an offset, or a whole date";

    /// <summary>A time, or nothing where there is none.</summary>
    public static ClinicTime? Time(this FhirReading reading, DataType? element, string path)
    {
        if (element is null)
            return null;
        if (element is FhirDateTime { Value: { } text })
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            if (TimeText.TryReadDate(utf8, out var date))
                return ClinicTime.OnDate(date);
            if (TimeText.TryReadInstant(utf8, out var instant))
                return ClinicTime.At(instant);
        }

        reading.Fail(path, Expected);
        return null;
    }

    /// <summary>A day, or nothing where there is none.</summary>
    public static DateOnly? Day(this FhirReading reading, string? text, string path)
    {
        if (text is null)
            return null;
        if (TimeText.TryReadDate(Encoding.UTF8.GetBytes(text), out var date))
            return date;
        reading.Fail(path, "a whole date");
        return null;
    }

    /// <summary>The begin and the end of what <see cref="Times.Span"/> wrote.</summary>
    public static (ClinicTime? Start, ClinicTime? End) Span(this FhirReading reading, DataType? span, string path) => span is Period period
        ? (reading.End(period.StartElement, path + ".start"), reading.End(period.EndElement, path + ".end"))
        : (reading.Time(span, path), null);

    private static ClinicTime? End(this FhirReading reading, FhirDateTime? end, string path) =>
        end is null ? null : reading.Time(reading.Extension<FhirDateTime>(end, Extensions.ExactTime, path) ?? end, path);
}
