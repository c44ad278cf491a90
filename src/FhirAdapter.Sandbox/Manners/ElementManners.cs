using System.Text.Json.Nodes;
using FhirAdapter.Sandbox.Validation;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>What a server makes of the elements of a resource: it refuses the resource for them, or keeps some and leaves others out. Pure.</summary>
internal sealed class ElementManners(string type, TypeProfile profile, ReferenceSupport references, Refusals refusals)
{
    private readonly ElementSieve _sieve = new(profile);
    private readonly CodeManners _codes = new(type, refusals);

    /// <summary>The resource as it is stored, or its refusal.</summary>
    /// <param name="resource">What was sent; it is changed.</param>
    /// <param name="isUpdate">Whether it takes the place of what is there.</param>
    public Answer<JsonObject> Apply(JsonObject resource, bool isUpdate)
    {
        foreach (var rule in profile.Elements.Values)
        {
            if (Check(resource, rule, isUpdate) is { } failure) return failure;
        }

        if (!references.Logical && LogicalReference.FindIn(resource) is { } logical) return refusals.Of(AnswerOccasion.RefusedElement, $"{type}.{logical}");
        return _sieve.Sift(resource) is { } refused ? refusals.Of(AnswerOccasion.RefusedElement, $"{type}.{refused}") : resource;
    }

    private FhirFailure? Check(JsonObject resource, ElementRule rule, bool isUpdate)
    {
        var places = ElementPlace.Find(resource, rule.Path);
        if (rule.Fate is ElementFate.Required && places.Count == 0 && !IsForbidden(resource, rule.Path)) return refusals.Of(AnswerOccasion.MissingElement, $"{type}.{rule.Path}");
        foreach (var place in places)
        {
            if (rule.Fate is ElementFate.Refused) return refusals.Of(AnswerOccasion.RefusedElement, $"{type}.{place.Expression}");
            if (rule.CutsTooLong) Cut(place, rule.MaxLength!.Value);
            if (IsOver(rule, place)) return refusals.Of(AnswerOccasion.OverLimit, $"{type}.{place.Expression}");
            if (rule.KeptAs is KeptForm.DateInGmt) KeepDate(place);
            if (_codes.Check(rule, place, isUpdate) is { } failure) return failure;
        }

        return null;
    }

    // con-5 and ait-2 of R4.
    private static bool IsForbidden(JsonObject resource, string path) =>
        path == "clinicalStatus" && ElementPlace.Find(resource, "verificationStatus.coding.code").Any(place => (string?)place.Value == CodeManners.EnteredInError);

    private static void Cut(ElementPlace place, int most)
    {
        if (place.Value is JsonValue one && one.TryGetValue<string>(out var words) && words.Length > most) place.Parent[place.Name] = words[..most];
        for (var i = 0; place.Value is JsonArray list && i < list.Count; i++)
        {
            if (list[i] is JsonValue item && item.TryGetValue<string>(out var text) && text.Length > most) list[i] = text[..most];
        }
    }

    private static void KeepDate(ElementPlace place)
    {
        if (place.Value is JsonValue one && one.TryGetValue<string>(out var time) && GmtDate.Of(time) is { } date) place.Parent[place.Name] = date;
    }

    private static bool IsOver(ElementRule rule, ElementPlace place) =>
        (rule.MaxItems is { } most && place.Value is JsonArray list && list.Count > most)
        || (rule.MaxLength is { } longest && place.Values.Any(value => value is JsonValue text && text.TryGetValue<string>(out var words) && words.Length > longest));
}
