using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>A whole number that may outgrow 32 bits, such as a version.</summary>
internal sealed class LongForm(NumberRange range) : ValueForm<long?>
{
    public override JsonShape Shape => JsonShape.Number;

    public override string Expected { get; } = range.Describe("a whole number");

    public override bool TryRead(ref Utf8JsonReader reader, out long? value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number))
            return false;
        value = number;
        return true;
    }

    public override void Write(Utf8JsonWriter writer, long? value) => writer.WriteNumberValue(value!.Value);

    public override string? FaultOf(long? value) => range.Holds(value!.Value) ? null : FaultCode.OutOfRange;
}
