using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Tests.Destinations.FhirServers;

/// <summary>Write profiles of made-up servers.</summary>
internal static class Some
{
    public static WriteProfile Profile(string type, TypeProfile known, params KnownAnswer[] answers) => new()
    {
        Name = "some", Title = "some server", Types = new Dictionary<string, TypeProfile> { [type] = known }, Answers = answers,
    };

    public static WriteProfile Profile(TypeProfile known, params KnownAnswer[] answers) => new()
    {
        Name = "some", Title = "some server", Answers = answers,
        Types = ((string[])["Procedure", "Condition", "Observation"]).ToDictionary(type => type, _ => known),
    };

    public static IReadOnlyDictionary<string, ElementRule> Rules(params ElementRule[] rules) => rules.ToDictionary(rule => rule.Path);
}
