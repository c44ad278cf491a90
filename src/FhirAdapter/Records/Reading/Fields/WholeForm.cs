using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>A whole number.</summary>
internal sealed class WholeForm(NumberRange range) : ValueForm<int?>
{
    public override JsonShape Shape => JsonShape.Number;

    public override string Expected { get; } = range.Describe("a whole number");

    public override bool TryRead(ref Utf8JsonReader reader, out int? value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var number))
            return false;
        value = number;
        return true;
    }

    public override void Write(Utf8JsonWriter writer, int? value) => writer.WriteNumberValue(value!.Value);

    public override string? FaultOf(int? value) => range.Holds(value!.Value) ? null : FaultCode.OutOfRange;
}
