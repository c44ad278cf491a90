using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>A number with its scale kept: 61.50 stays 61.50.</summary>
internal sealed class DecimalForm(NumberRange range) : ValueForm<decimal?>
{
    // FHIR R4 decimal asks for 18 digits; more would be rounded without a word.
    private const int MostCharacters = 20;

    public override JsonShape Shape => JsonShape.Number;

    public override string Expected { get; } = range.Describe("a number");

    public override bool TryRead(ref Utf8JsonReader reader, out decimal? value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.Number || reader.ValueSpan.Length > MostCharacters || !reader.TryGetDecimal(out var number))
            return false;
        value = number;
        return true;
    }

    public override void Write(Utf8JsonWriter writer, decimal? value) => writer.WriteNumberValue(value!.Value);

    public override string? FaultOf(decimal? value) => range.Holds(value!.Value) ? null : FaultCode.OutOfRange;
}
