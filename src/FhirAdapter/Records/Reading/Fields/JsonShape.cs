namespace FhirAdapter.Records.Reading.Fields;

/// <summary>What a field is in JSON.</summary>
internal enum JsonShape
{
    Text,
    Number,
    Boolean,
    Object,
    List,
}
