using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>An instant with its offset.</summary>
internal sealed class TimeForm : ValueForm<DateTimeOffset?>
{
    public override JsonShape Shape => JsonShape.Text;

    public override string Expected => "a date-time with seconds and an offset, such as 2026-11-20T17:05:00+01:00";

    public override bool TryRead(ref Utf8JsonReader reader, out DateTimeOffset? value)
    {
        value = null;
        if (!TimeText.TryReadInstant(TimeText.PlainOf(ref reader), out var instant))
            return false;
        value = instant;
        return true;
    }

    public override string? ReadByZone(ref Utf8JsonReader reader, TimeZoneInfo zone, out DateTimeOffset? value)
    {
        var fault = WallTime.Read(ref reader, zone, out var instant);
        value = instant;
        return fault;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value) => TimeText.WriteInstant(writer, value!.Value);

    public override string? FaultOf(DateTimeOffset? value) => value!.Value.Year >= TimeText.FirstYear ? null : FaultCode.OutOfRange;
}
