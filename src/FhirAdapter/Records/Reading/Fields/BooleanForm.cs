using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>Yes or no.</summary>
internal sealed class BooleanForm : ValueForm<bool?>
{
    public override JsonShape Shape => JsonShape.Boolean;

    public override string Expected => "true or false";

    public override bool TryRead(ref Utf8JsonReader reader, out bool? value)
    {
        value = reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => null,
        };
        return value is not null;
    }

    public override void Write(Utf8JsonWriter writer, bool? value) => writer.WriteBooleanValue(value!.Value);

    public override string? FaultOf(bool? value) => null;
}
