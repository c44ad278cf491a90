using System.Globalization;
using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>A text of bounded length.</summary>
internal sealed class TextForm(int most, StringForm form) : ValueForm<string?>
{
    public override JsonShape Shape => JsonShape.Text;

    public override string Expected { get; } = form switch
    {
        StringForm.RecordId => "1 to 64 characters of A-Z a-z 0-9 . _ -, beginning with a letter or digit",
        StringForm.AbsoluteUri => "an absolute URI, such as urn:oid:1.2.3 or https://clinic.example/fhir/id/patient",
        StringForm.Trimmed => Describe(most, "one line of text") + ", no white space at either end",
        StringForm.Words => Describe(most, "text") + ", no control characters but line breaks and tabs",
        _ => Describe(most, "one line of text") + ", no control characters",
    };

    public override bool TryRead(ref Utf8JsonReader reader, out string? value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.String)
            return false;
        try
        {
            value = reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            // An escape that is half of a surrogate pair: no text has it.
            return false;
        }
    }

    public override void Write(Utf8JsonWriter writer, string? value) => writer.WriteStringValue(value);

    public override string? FaultOf(string? value) =>
        value!.Length > most ? FaultCode.TooLong : TextRules.Holds(value, form) ? null : FaultCode.BadText;

    private static string Describe(int most, string what) =>
        what + " of 1 to " + most.ToString("#,##0", CultureInfo.InvariantCulture) + " characters";
}
