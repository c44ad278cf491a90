using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>A resource for a person to read, from its own elements, where its mapper says nothing better.</summary>
internal static class PartWords
{
    public static IEnumerable<string> Lines(Draft draft, DomainResource resource) => resource switch
    {
        Observation { Value: { } value } observation => [$"{Words.Beginning(Placed(observation.Code, observation.BodySite))}: {Text(draft, value)}."],
        Observation { Code.Text: { } text } when text != draft.Words.EnteredInError => [Words.Beginning(text) + "."],
        Procedure { Code.Text: { } text } => [text + "."],
        Device { Type: not null } => [draft.Words.Needle + "."],
        _ => [],
    };

    private static string Placed(CodeableConcept? code, CodeableConcept? place) => place?.Text is { } text ? $"{code?.Text} ({text})" : code?.Text ?? "";

    private static string Text(Draft draft, DataType value) => value switch
    {
        Quantity { Value: { } number } quantity => Quantities.Text(draft.Words, number, quantity.Code),
        CodeableConcept { Text: { } text } => draft.Words.Within(text),
        _ => "",
    };
}
