using System.Text.Json;
using FhirAdapter.Destinations.FhirServers.Capability;

namespace FhirAdapter.Destinations.FhirServers.Drift;

/// <summary>What a server and its authorization server say they can and allow, in words, as far as the adapter may use it. Pure.</summary>
internal static class Abilities
{
    private const string ScopeFor = "a scope for ";

    private static readonly string[] Types =
    [
        "Procedure", "Condition", "Observation", "AllergyIntolerance", "Device", "DocumentReference", "QuestionnaireResponse", "Provenance",
        "Patient", "Practitioner", "Encounter", "Location",
    ];

    private static readonly string[] Parameters =
        ["identifier", "patient", "subject", "date", "recorded-date", "onset-date", "authored", "code", "type", "questionnaire", "target", "recorded"];

    private static readonly string[] Pausing = ["create of ", "update of ", "chosen ids of ", "conditional create of ", "conditional update of ", "$match of "];

    private static readonly string[] Finding = [" by identifier", " by patient", " by subject", " by target"];

    /// <summary>The types that are looked at.</summary>
    public static IEnumerable<string> AllTypes => Types;

    public static string Of(string interaction, string type) => $"{interaction} of {type}";

    public static string Search(string type, string parameter) => $"search of {type} by {parameter}";

    /// <summary>The scope without which an ability is of no use.</summary>
    public static string Scope(string ability) => ScopeFor + ability;

    /// <summary>Whether deliveries can hang on an ability, so that they wait when it is gone; the others there are other ways without.</summary>
    public static bool CanPause(string ability)
    {
        var bare = ability.StartsWith(ScopeFor, StringComparison.Ordinal) ? ability[ScopeFor.Length..] : ability;
        return Pausing.Any(start => bare.StartsWith(start, StringComparison.Ordinal))
            || (bare.StartsWith("search of ", StringComparison.Ordinal) && Finding.Any(end => bare.EndsWith(end, StringComparison.Ordinal)));
    }

    /// <summary>Those of a CapabilityStatement.</summary>
    public static SortedSet<string> Of(ServerCapability server)
    {
        var abilities = new SortedSet<string>(StringComparer.Ordinal);
        Add(abilities, server.Transaction, "transactions");
        Add(abilities, server.Batch, "batches");
        foreach (var type in Types)
        {
            if (server.Of(type) is not { } can)
                continue;
            Add(abilities, can.Create, Of("create", type));
            Add(abilities, can.Update, Of("update", type));
            Add(abilities, can.Read, Of("read", type));
            Add(abilities, can.ConditionalCreate, Of("conditional create", type));
            Add(abilities, can.ConditionalUpdate, Of("conditional update", type));
            Add(abilities, can.UpdateCreate && WritePlan.IsAboutOthers(type), Of("chosen ids", type));
            Add(abilities, can.Versioned, Of("versions", type));
            Add(abilities, can.Match, Of("$match", type));
            foreach (var parameter in Parameters)
                Add(abilities, can.Search && can.SearchParameters.Contains(parameter), Search(type, parameter));
        }
        return abilities;
    }

    /// <summary>The CapabilityStatement again, as far as its abilities tell.</summary>
    public static ServerCapability Statement(IReadOnlySet<string> abilities)
    {
        var types = new Dictionary<string, TypeCapability>(StringComparer.Ordinal);
        foreach (var type in Types)
        {
            bool Has(string interaction) => abilities.Contains(Of(interaction, type));
            var parameters = Parameters.Where(parameter => abilities.Contains(Search(type, parameter))).ToHashSet(StringComparer.Ordinal);
            var can = new TypeCapability(
                Has("create"), Has("update"), Has("read"), parameters.Count > 0, Has("conditional create"), Has("conditional update"), UpdateCreate: false,
                Has("versions"), parameters.Contains("identifier"))
            {
                SearchParameters = parameters,
                Match = Has("$match"),
            };
            if (can is not { Create: false, Update: false, Read: false, Search: false, Match: false })
                types[type] = can;
        }

        return new ServerCapability(null, null, abilities.Contains("transactions"), abilities.Contains("batches"), types);
    }

    public static string Write(IEnumerable<string> abilities) => JsonSerializer.Serialize(abilities);

    /// <summary>Reads what <see cref="Write"/> wrote; nothing where it is anything else.</summary>
    public static SortedSet<string>? Read(string? json)
    {
        try
        {
            return json is null ? null : new SortedSet<string>(JsonSerializer.Deserialize<string[]>(json) ?? [], StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Add(SortedSet<string> abilities, bool has, string ability)
    {
        if (has)
            abilities.Add(ability);
    }
}
