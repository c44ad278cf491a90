using System.Text.Json;
using System.Text.Json.Serialization;
using FhirAdapter.Records;

namespace FhirAdapter.Host.Output;

/// <summary>Prints a record's key as <c>kind/id</c>, the form every verb takes.</summary>
internal sealed class RecordKeyJson : JsonConverter<RecordKey>
{
    public override RecordKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RecordKey.TryParse(reader.GetString(), out var key) ? key : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, RecordKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
