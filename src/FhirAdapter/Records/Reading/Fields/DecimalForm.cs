using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>A number with its scale kept: 61.50 stays 61.50.</summary>
internal sealed class DecimalForm(NumberRange range) : ValueForm<decimal?>
{
    // FHIR R4 asks for 18 digits of a decimal; more would be rounded somewhere without a word. So long is the longest such number:
    private const int MostCharacters = 20;
    private const byte MostDecimals = 9;
    private const decimal TooGreat = 1_000_000_000;

    public override JsonShape Shape => JsonShape.Number;

    public override string Expected { get; } = range.Describe(range.Least is null ? "a number of at most 9 digits on either side of the point" : "a number");

    public override bool TryRead(ref Utf8JsonReader reader, out decimal? value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.Number || reader.ValueSpan.Length > MostCharacters || !reader.TryGetDecimal(out var number))
            return false;
        value = number;
        return true;
    }

    public override void Write(Utf8JsonWriter writer, decimal? value) => writer.WriteNumberValue(value!.Value);

    public override string? FaultOf(decimal? value) =>
        range.Holds(value!.Value) && Math.Abs(value.Value) < TooGreat && value.Value.Scale <= MostDecimals ? null : FaultCode.OutOfRange;
}
