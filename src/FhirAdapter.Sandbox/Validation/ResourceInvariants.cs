using System.Text.Json;

namespace FhirAdapter.Sandbox.Validation;

/// <summary>
/// Invariants of the resource types that clinics send most, with severity error in R4 4.0.1, which the SDK does not check.
/// con-3 is left out: R4 calls it a best practice and its expression is broken.
/// </summary>
internal static class ResourceInvariants
{
    private static readonly Dictionary<string, Rule[]> ByType = new(StringComparer.Ordinal)
    {
        ["Condition"] =
        [
            new("con-1", "stage[] needs a summary or an assessment.", "Condition.stage", r => Each(r, "stage", s => Has(s, "summary") || Has(s, "assessment"))),
            new("con-2", "evidence[] needs a code or a detail.", "Condition.evidence", r => Each(r, "evidence", e => Has(e, "code") || Has(e, "detail"))),
            new("con-4", "a condition that abated must have clinicalStatus inactive, resolved or remission.", "Condition", r =>
                !HasChoice(r, "abatement") || Codes(r, "clinicalStatus").Any(code => code is "inactive" or "resolved" or "remission")),
            new("con-5", "clinicalStatus must be absent when verificationStatus is entered-in-error.", "Condition", r =>
                !Codes(r, "verificationStatus").Contains("entered-in-error") || !Has(r, "clinicalStatus")),
        ],
        ["Observation"] =
        [
            new("obs-3", "referenceRange[] needs low, high or text.", "Observation.referenceRange", r =>
                Each(r, "referenceRange", range => Has(range, "low") || Has(range, "high") || Has(range, "text"))),
            new("obs-6", "dataAbsentReason must be absent when there is a value.", "Observation", r => !(Has(r, "dataAbsentReason") && HasChoice(r, "value"))),
            new("obs-7", "there must be no value when a component has the same code as the observation.", "Observation", r =>
                !HasChoice(r, "value") || !Items(r, "component").Any(component => Codings(component, "code").Intersect(Codings(r, "code")).Any())),
        ],
        ["AllergyIntolerance"] =
        [
            new("ait-1", "clinicalStatus must be present unless verificationStatus is entered-in-error.", "AllergyIntolerance", r =>
                Codes(r, "verificationStatus").Contains("entered-in-error") || Has(r, "clinicalStatus")),
            new("ait-2", "clinicalStatus must be absent when verificationStatus is entered-in-error.", "AllergyIntolerance", r =>
                !Codes(r, "verificationStatus").Contains("entered-in-error") || !Has(r, "clinicalStatus")),
        ],
    };

    public static IEnumerable<Issue> Check(string type, JsonElement resource) =>
        from rule in ByType.GetValueOrDefault(type, [])
        where !rule.Holds(resource)
        select new Issue("error", "invariant", $"{rule.Id}: {rule.Human}", rule.Expression);

    private static bool Has(JsonElement element, string name) => element.TryGetProperty(name, out _);

    private static bool HasChoice(JsonElement element, string name) =>
        element.EnumerateObject().Any(property => property.Name.Length > name.Length
            && property.Name.StartsWith(name, StringComparison.Ordinal) && char.IsAsciiLetterUpper(property.Name[name.Length]));

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static bool Each(JsonElement element, string name, Func<JsonElement, bool> holds) => Items(element, name).All(holds);

    private static IEnumerable<(string? System, string? Code)> Codings(JsonElement element, string name) =>
        element.TryGetProperty(name, out var concept)
            ? Items(concept, "coding").Where(coding => Has(coding, "code")).Select(coding => (Text(coding, "system"), Text(coding, "code")))
            : [];

    private static IEnumerable<string?> Codes(JsonElement element, string name) => Codings(element, name).Select(coding => coding.Code);

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString() : null;

    private sealed record Rule(string Id, string Human, string Expression, Func<JsonElement, bool> Holds);
}
