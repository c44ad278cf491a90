using System.Text.Json.Nodes;
using FhirAdapter.Records;
using FhirAdapter.Tests.Records;

namespace FhirAdapter.Tests.Profiles;

/// <summary>A resource as it is mapped, and a change that makes it wrong.</summary>
/// <param name="Name">What is wrong, as a sentence.</param>
/// <param name="Record">The situation it comes from.</param>
/// <param name="Concept">Which of its resources, by the last part of the identifier's system.</param>
/// <param name="Plant">Makes it wrong.</param>
internal sealed record PlantedFault(string Name, ClinicRecord Record, string Concept, Action<JsonObject> Plant)
{
    /// <summary>The resource before the change.</summary>
    public WrittenResource Sound() => WrittenResource.Of(
        Mapped.Of(Record).Resources.First(r => r.Identifier.System!.EndsWith("/" + Concept, StringComparison.Ordinal) || r.Resource.TypeName == Concept));

    /// <summary>The resource after the change.</summary>
    public WrittenResource Faulty()
    {
        var sound = Sound();
        var json = JsonNode.Parse(sound.Json)!.AsObject();
        Plant(json);
        return sound with { Json = json.ToJsonString() };
    }
}
