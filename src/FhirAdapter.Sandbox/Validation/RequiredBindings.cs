using System.Text.Json;

namespace FhirAdapter.Sandbox.Validation;

/// <summary>
/// Required bindings on CodeableConcept elements (the SDK checks those on <c>code</c> only): one coding must come from the R4 4.0.1 value set.
/// </summary>
internal static class RequiredBindings
{
    private const string Terminology = "http://terminology.hl7.org/CodeSystem/";

    private static readonly Dictionary<string, Binding[]> ByType = new(StringComparer.Ordinal)
    {
        ["Condition"] =
        [
            new("clinicalStatus", Terminology + "condition-clinical", ["active", "recurrence", "relapse", "inactive", "remission", "resolved"]),
            new("verificationStatus", Terminology + "condition-ver-status",
                ["unconfirmed", "provisional", "differential", "confirmed", "refuted", "entered-in-error"]),
        ],
        ["AllergyIntolerance"] =
        [
            new("clinicalStatus", Terminology + "allergyintolerance-clinical", ["active", "inactive", "resolved"]),
            new("verificationStatus", Terminology + "allergyintolerance-verification", ["unconfirmed", "confirmed", "refuted", "entered-in-error"]),
        ],
    };

    public static IEnumerable<Issue> Check(string type, JsonElement resource) =>
        from binding in ByType.GetValueOrDefault(type, [])
        where resource.TryGetProperty(binding.Element, out var concept) && !binding.Admits(concept)
        select new Issue("error", "code-invalid", "No coding is from the required value set.", $"{type}.{binding.Element}");

    private sealed record Binding(string Element, string System, string[] Codes)
    {
        public bool Admits(JsonElement concept) =>
            concept.TryGetProperty("coding", out var codings) && codings.EnumerateArray().Any(coding =>
                coding.TryGetProperty("system", out var system) && system.ValueEquals(System)
                && coding.TryGetProperty("code", out var code) && Codes.Contains(code.GetString()));
    }
}
