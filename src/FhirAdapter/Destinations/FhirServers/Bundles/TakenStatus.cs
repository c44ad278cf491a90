using FhirAdapter.Shapes.Elements;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>The status of a resource that takes back another one, where its kind of server takes no <c>entered-in-error</c>: the words say it then.</summary>
internal static class TakenStatus
{
    private const string ClinicalStatus = "clinicalStatus";

    // What was entered in error must not count as a finding that holds.
    private const string Inactive = "inactive";

    /// <summary>Whether the server's kind refuses a new resource because it says that it was entered in error.</summary>
    public static bool IsRefused(Resource resource, TypeProfile type) => type.Elements.Values.Any(rule => Find(resource, rule) is not null);

    /// <summary>Puts what the server takes in the place of each status that it does not take.</summary>
    /// <returns>What puts it back as it was.</returns>
    public static Action Put(Resource resource, TypeProfile type)
    {
        Action undo = () => { };
        foreach (var rule in type.Elements.Values)
        {
            if (Find(resource, rule) is { } slot)
                undo += Replace(resource, slot, rule.Otherwise ?? rule.Values[0]);
        }

        return resource switch
        {
            Condition condition when !EnteredInError.IsSaidBy(condition) => undo + Clinical(condition, type, "condition-clinical"),
            AllergyIntolerance allergy when !EnteredInError.IsSaidBy(allergy) => undo + Clinical(allergy, type, "allergyintolerance-clinical"),
            _ => undo,
        };
    }

    private static ElementSlot? Find(Resource resource, ElementRule rule) =>
        rule.Values.Count > 0
        && !rule.Values.Any(static value => CodeOf(value) == EnteredInError.Code)
        && !rule.Path.Contains('.', StringComparison.Ordinal)
        && ElementType.Of(resource).Find(resource, rule.Path, out var value) is { } slot
        && value switch
        {
            CodeableConcept concept => concept.Coding.Exists(static coding => coding.Code == EnteredInError.Code),
            PrimitiveType primitive => primitive.JsonValue is EnteredInError.Code,
            _ => false,
        } ? slot : null;

    private static Action Replace(Resource resource, ElementSlot slot, string token)
    {
        var before = slot.Get(resource);
        if (before is PrimitiveType primitive)
        {
            primitive.JsonValue = CodeOf(token);
            return () => primitive.JsonValue = EnteredInError.Code;
        }

        slot.Set(resource, Concept(token));
        return () => slot.Set(resource, before);
    }

    // con-5 and ait-2 of R4 forbid it beside entered-in-error; beside any other status a server may ask for it.
    private static Action Clinical(Resource resource, TypeProfile type, string system)
    {
        var rule = type.Elements.GetValueOrDefault(ClinicalStatus);
        var slot = ElementType.Of(resource).Slot(ClinicalStatus)!;
        if (slot.Get(resource) is not null || (rule?.Fate ?? type.OtherElements) is ElementFate.Ignored or ElementFate.Refused)
            return () => { };
        var isTaken = rule is null or { Values.Count: 0 } || rule.Values.Any(static value => CodeOf(value) == Inactive);
        slot.Set(resource, Concept(isTaken ? $"http://terminology.hl7.org/CodeSystem/{system}|{Inactive}" : rule!.Otherwise ?? rule.Values[0]));
        return () => slot.Set(resource, null);
    }

    private static string CodeOf(string token) => token[(token.LastIndexOf('|') + 1)..];

    private static CodeableConcept Concept(string token) => token.LastIndexOf('|') is var bar and > 0
        ? new CodeableConcept(token[..bar], token[(bar + 1)..])
        : new CodeableConcept { Coding = [new Coding { Code = token }] };
}
