using System.Globalization;
using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>A calendar day.</summary>
internal sealed class DateForm : ValueForm<DateOnly?>
{
    public override JsonShape Shape => JsonShape.Text;

    public override string Expected => "a date from 1900 on, such as 2026-11-20";

    public override bool TryRead(ref Utf8JsonReader reader, out DateOnly? value)
    {
        value = null;
        if (!TimeText.TryReadDate(TimeText.PlainOf(ref reader), out var date))
            return false;
        value = date;
        return true;
    }

    public override void Write(Utf8JsonWriter writer, DateOnly? value)
    {
        Span<byte> text = stackalloc byte[10];
        value!.Value.TryFormat(text, out var length, "O", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }

    public override string? FaultOf(DateOnly? value) => value!.Value.Year >= TimeText.FirstYear ? null : FaultCode.OutOfRange;
}
