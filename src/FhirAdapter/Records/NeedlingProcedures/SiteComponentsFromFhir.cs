using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>Reads what was done at one place: the reverse of <see cref="SiteComponents"/>.</summary>
internal static class SiteComponentsFromFhir
{
    public static NeedlingSite Read(FhirReading reading, Observation observation, NeedlingSite site, string path)
    {
        var components = ComponentsRead.Of(reading, observation, path);
        site = site with
        {
            TriggerPoint = Text(reading, components.ValueOf("trigger-point"), path),
            Needles = Needles(reading, components.All("needles"), path),
            DepthMm = reading.Number(components.ValueOf("depth"), "mm", path),
            AngleDeg = reading.Number(components.ValueOf("angle"), "deg", path),
            Technique = Code(reading, components, "technique", path),
            Manipulation = Code(reading, components, "manipulation", path),
            RetentionSeconds = reading.Whole(components.ValueOf("retention-time"), "s", path),
            TwitchResponses = reading.Whole(components.ValueOf("twitch-responses"), "{twitch}", path),
            ElectricalStimulation = Stimulation(reading, components, path),
            Guidance = Code(reading, components, "guidance", path),
        };
        components.FailOnOthers();
        return site;
    }

    private static string? Text(FhirReading reading, DataType? value, string path)
    {
        if (value is not (null or FhirString))
            reading.Fail(path, "a text");
        return (value as FhirString)?.Value;
    }

    private static string? Code(FhirReading reading, ComponentsRead components, string name, string path) =>
        components.ValueOf(name) is { } value ? reading.Code(value as CodeableConcept ?? new CodeableConcept(), name, path) : null;

    private static IReadOnlyList<Needle>? Needles(FhirReading reading, IReadOnlyList<Observation.ComponentComponent> components, string path) =>
        components.Count == 0 ? null : [.. components.Select(c => Needle(reading, c, path))];

    private static Needle Needle(FhirReading reading, Observation.ComponentComponent component, string path)
    {
        var product = reading.Extension<ResourceReference>(component, Extensions.NeedleProduct, path);
        if (product is null || component.Value is null)
            reading.Fail(path, "how many needles of which product");
        var needle = NeedleProductsFromFhir.Read(reading, product, path);
        return needle with { Count = reading.Whole(component.Value, "{needle}", path) ?? 0 };
    }

    private static ElectricalStimulation? Stimulation(FhirReading reading, ComponentsRead components, string path)
    {
        var stimulation = new ElectricalStimulation
        {
            FrequencyHz = reading.Number(components.ValueOf("stimulation-frequency"), "Hz", path),
            IntensityMa = reading.Number(components.ValueOf("stimulation-intensity"), "mA", path),
            DurationSeconds = reading.Whole(components.ValueOf("stimulation-duration"), "s", path),
        };
        return stimulation is { FrequencyHz: null, IntensityMa: null, DurationSeconds: null } ? null : stimulation;
    }
}
