using System.Globalization;
using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>An instant with its offset, or only a date.</summary>
internal sealed class ClinicTimeForm : ValueForm<ClinicTime?>
{
    public override JsonShape Shape => JsonShape.Text;

    public override string Expected =>
        "a date-time with seconds and an offset, such as 2026-11-20T17:05:00+01:00, or only a date, such as 2026-11-20";

    public override bool TryRead(ref Utf8JsonReader reader, out ClinicTime? value)
    {
        value = null;
        var text = TimeText.PlainOf(ref reader);
        if (TimeText.TryReadDate(text, out var date))
            value = ClinicTime.OnDate(date);
        else if (TimeText.TryReadInstant(text, out var instant))
            value = ClinicTime.At(instant);
        return value is not null;
    }

    public override string? ReadByZone(ref Utf8JsonReader reader, TimeZoneInfo zone, out ClinicTime? value)
    {
        var fault = WallTime.Read(ref reader, zone, out var instant);
        value = ClinicTime.At(instant);
        return fault;
    }

    public override void Write(Utf8JsonWriter writer, ClinicTime? value)
    {
        if (!value!.Value.DateOnly)
        {
            TimeText.WriteInstant(writer, value.Value.Instant);
            return;
        }

        Span<byte> text = stackalloc byte[10];
        value.Value.Instant.TryFormat(text, out var length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }

    public override string? FaultOf(ClinicTime? value) => value!.Value.Instant.Year >= TimeText.FirstYear ? null : FaultCode.OutOfRange;
}
