using System.Text.Json;
using FhirAdapter.Sandbox.Validation;
using Hl7.Fhir.Model;

namespace FhirAdapter.Sandbox.Search;

/// <summary>A search parameter that has no index: the elements are looked up in each resource.</summary>
/// <param name="Name">Its code, for example <c>clinical-status</c>.</param>
/// <param name="Kind"><c>token</c>, <c>date</c> or <c>reference</c>.</param>
/// <param name="Elements">The elements below the resource by their names in JSON, for example <c>context.encounter</c>.</param>
internal sealed record ElementParameter(string Name, string Kind, string[][] Elements)
{
    public static ElementParameter Of(string name, SearchParamType kind, string[] paths) => new(
        name,
        kind switch { SearchParamType.Token => "token", SearchParamType.Date => "date", _ => "reference" },
        [.. paths.Select(path => path.Split('.')[1..])]);

    /// <summary>The parameter with a value; <see langword="null"/> where the value is none of its kind.</summary>
    public Clause? With(string value)
    {
        var alternatives = IdentifierToken.SplitAlternatives(value);
        switch (Kind)
        {
            case "token":
                var tokens = alternatives.Select(IdentifierToken.Parse).ToArray();
                return tokens.Any(token => token is null) ? null : new ElementClause(Elements, element => Codings(element).Any(one => tokens.Any(token => token!.Matches(one))));
            case "date":
                var moments = alternatives.Select(DateRange.Parse).ToArray();
                return moments.Any(moment => moment is null) ? null : new ElementClause(Elements, element => moments.Any(moment => moment!.Matches(element)));
            default:
                return new ElementClause(Elements, element => alternatives.Any(target => RefersTo(element, target)));
        }
    }

    private static IEnumerable<FoundIdentifier> Codings(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String) return [new FoundIdentifier("", element.GetString()!)];
        if (element.ValueKind != JsonValueKind.Object) return [];
        if (element.TryGetProperty("coding", out var codings) && codings.ValueKind == JsonValueKind.Array) return codings.EnumerateArray().SelectMany(Codings);
        var system = element.TryGetProperty("system", out var named) ? named.GetString()! : "";
        return element.TryGetProperty("code", out var code) || element.TryGetProperty("value", out code) ? [new FoundIdentifier(system, code.ToString())] : [];
    }

    // A bare id may mean a resource of any type; a canonical is compared as it is.
    private static bool RefersTo(JsonElement element, string target)
    {
        var reference = element.ValueKind == JsonValueKind.Object ? element.TryGetProperty("reference", out var named) ? named.GetString() : null
            : element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        return reference is not null && (reference == target || reference.EndsWith("/" + target, StringComparison.Ordinal) || target.EndsWith("/" + reference, StringComparison.Ordinal));
    }
}
