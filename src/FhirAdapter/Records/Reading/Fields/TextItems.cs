using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>Entries that are texts.</summary>
internal sealed class TextItems(ValueForm<string?> form) : ListItems<string>
{
    public override JsonShape Shape => JsonShape.Text;

    public override string Expected => form.Expected;

    public override string Read(ref Utf8JsonReader reader, ReadingRun run)
    {
        if (form.TryRead(ref reader, out var value))
            return value!;
        run.Faults.Add("", FaultCode.WrongType, form.Expected);
        reader.Skip();
        return "";
    }

    public override void Write(Utf8JsonWriter writer, string item) => form.Write(writer, item);

    public override void Check(string item, FaultList faults)
    {
        if (form.FaultOf(item) is { } code)
            faults.Add("", code, form.Expected);
    }
}
