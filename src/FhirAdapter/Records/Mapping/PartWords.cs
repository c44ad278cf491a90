using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>A resource for a person to read, from its own elements, where its mapper says nothing better.</summary>
internal static class PartWords
{
    public static IEnumerable<string> Lines(DomainResource resource) => resource switch
    {
        Observation observation => Lines(observation),
        Condition condition => Lines(condition),
        AllergyIntolerance allergy => [$"{allergy.Code?.Text}.", .. Notes(allergy.Note)],
        Device device => Lines(device),
        Procedure { Code.Text: { } text } => [text + "."],
        _ => [],
    };

    private static IEnumerable<string> Lines(Observation observation)
    {
        var components = observation.Component.Select(c => $"{c.Code?.Text}: {Value(c.Value)}").ToList();
        List<string> said = [];
        if (observation.Value is not null || components.Count == 0)
            said.Add(Value(observation.Value));
        said.AddRange(components);
        yield return $"{Placed(observation.Code, observation.BodySite)}: {string.Join("; ", said)}.";
        foreach (var note in Notes(observation.Note))
            yield return note;
    }

    private static IEnumerable<string> Lines(Condition condition)
    {
        List<string> parts = [Placed(condition.Code, condition.BodySite.FirstOrDefault())];
        if (condition.Severity?.Text is { Length: > 0 } severity)
            parts.Add(char.ToLowerInvariant(severity[0]) + severity[1..]);
        if (condition.Onset is FhirDateTime { Value: { } onset })
            parts.Add($"{Words.Since} {onset}");
        yield return string.Join(", ", parts) + ".";
        foreach (var note in Notes(condition.Note))
            yield return note;
    }

    private static IEnumerable<string> Lines(Device device)
    {
        List<string> parts = [];
        var name = device.DeviceName.FirstOrDefault()?.Name ?? "";
        if (name.Length > 0 && name != Words.Needle)
            parts.Add(name);
        // The name tells size, material and lot already.
        parts.AddRange(device.Property.SelectMany(p => p.ValueCode, (p, kind) => (p.Type?.Text, Kind: kind.Text ?? ""))
            .Where(p => !name.Contains(p.Kind, StringComparison.OrdinalIgnoreCase))
            .Select(p => $"{p.Text}: {p.Kind}"));
        if (device.Manufacturer is { } maker)
            parts.Add(maker);
        if (device.ExpirationDate is { } day)
            parts.Add($"{Words.Expires} {day}");
        if (parts.Count > 0)
            yield return $"{Words.Needle}: {string.Join(", ", parts)}.";
        else if (device.Type is not null)
            yield return Words.Needle + ".";
    }

    private static string Placed(CodeableConcept? code, CodeableConcept? place) => place?.Text is { } text ? $"{code?.Text} ({text})" : code?.Text ?? "";

    private static string Value(DataType? value) => value switch
    {
        // What is counted has been named before the number.
        Quantity { Value: { } number } quantity => Quantities.Words(number, quantity.Code?.StartsWith('{') == true ? null : quantity.Code),
        CodeableConcept { Text: { } text } => text,
        FhirString { Value: { } text } => text,
        _ => Words.NoValue,
    };

    private static IEnumerable<string> Notes(List<Annotation> notes) => notes.Select(n => n.Text).OfType<string>();
}
