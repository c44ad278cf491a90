using System.Text.Json;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping.Json;

/// <summary>An element of a type: its name in JSON, and what writes its value.</summary>
internal class NamedElement(string name)
{
    private TypeWriter? _last;

    public JsonEncodedText Name { get; } = JsonEncodedText.Encode(name);

    /// <summary>What writes this value, nearly always the same as the last time.</summary>
    public TypeWriter WriterOf(Base value)
    {
        var type = value.GetType();
        var last = _last;
        return last is not null && last.Type == type ? last : _last = TypeWriter.Of(type);
    }
}
