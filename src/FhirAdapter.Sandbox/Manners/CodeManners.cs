using System.Text.Json.Nodes;
using FhirAdapter.Sandbox.Validation;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>Which codes a server takes, and which codings of a concept it leaves out. Pure.</summary>
internal sealed class CodeManners(string type, Refusals refusals)
{
    // What takes a resource back is no statement that a list of codes could rule out, where there is an update at all.
    public const string EnteredInError = "entered-in-error";

    public FhirFailure? Check(ElementRule rule, ElementPlace place, bool isUpdate)
    {
        if (rule.Values.Count > 0 && !place.Values.All(value => Fits(rule, value, isUpdate))) return Refused(place);
        if (rule.Systems.Count == 0) return null;
        foreach (var concept in place.Values.OfType<JsonObject>())
        {
            if (!KeepOnly(rule.Systems, concept) && rule.Fate is ElementFate.Required) return Refused(place);
        }

        return null;
    }

    private FhirFailure Refused(ElementPlace place) => refusals.Of(AnswerOccasion.CodeNotTaken, $"{type}.{place.Expression}");

    private static bool Fits(ElementRule rule, JsonNode value, bool isUpdate) => Codes(value).Any(code =>
        rule.Values.Contains(code.Code) || rule.Values.Contains($"{code.System}|{code.Code}") || (isUpdate && code.Code == EnteredInError));

    /// <summary>Takes out the codings of other systems.</summary>
    /// <returns>Whether one is left.</returns>
    private static bool KeepOnly(IReadOnlyList<string> systems, JsonObject concept)
    {
        if (concept["coding"] is not JsonArray codings) return false;
        for (var i = codings.Count - 1; i >= 0; i--)
        {
            if (Text(codings[i], "system") is not { } system || !systems.Contains(system)) codings.RemoveAt(i);
        }

        if (codings.Count > 0) return true;
        concept.Remove("coding");
        return false;
    }

    private static IEnumerable<(string? System, string? Code)> Codes(JsonNode value) => value switch
    {
        JsonObject concept when concept["coding"] is JsonArray codings => codings.Select(coding => (Text(coding, "system"), Text(coding, "code"))),
        JsonObject coding => [(Text(coding, "system"), Text(coding, "code"))],
        JsonValue text when text.TryGetValue<string>(out var code) => [(null, code)],
        _ => [],
    };

    private static string? Text(JsonNode? parent, string name) =>
        parent is JsonObject inner && inner[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
