using FhirAdapter.Shapes.Elements;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>What is to be done to the resources of one type, sorted out once for all of them.</summary>
internal sealed class TypeRules
{
    private readonly RulePath[] _barring;

    public TypeRules(TypeProfile type)
    {
        Type = type;
        Root = ElementNode.Of(type);
        List<RulePath> paths = [.. type.Elements.Values.Select(rule => new RulePath(rule))];
        Coded = [.. paths.Where(path => path.Rule.Systems.Count + path.Rule.Values.Count > 0)];
        Formed = [.. paths.Where(path => path.Rule.SentAs is not null)];
        Required = [.. paths.Where(path => path.Rule.Fate is ElementFate.Required)];
        Counted = [.. paths.Where(path => path.Rule.MaxItems is not null)];
        Measured = [.. paths.Where(path => path.Rule.MaxLength is not null)];
        // Only where no other rule may take the element out, or change what is in it.
        _barring = [.. Coded.Where(path => path is { IsOfRoot: true, Rule: { Otherwise: null, Values.Count: > 0, Fate: ElementFate.Kept or ElementFate.Required } }
            && !paths.Exists(other => other.Rule.Path.StartsWith(path.Rule.Path + ".", StringComparison.Ordinal)))];
        TakesOut = !type.KeepsIdentifier || type.OtherElements is not ElementFate.Kept || type.Extensions is not ElementFate.Kept
            || paths.Exists(path => path.Rule.Fate is ElementFate.Ignored or ElementFate.Refused);
    }

    public TypeProfile Type { get; }

    /// <summary>The rules as a tree.</summary>
    public ElementNode Root { get; }

    /// <summary>Whether anything is taken out by rule.</summary>
    public bool TakesOut { get; }

    /// <summary>Those about codes.</summary>
    public RulePath[] Coded { get; }

    /// <summary>Those about the form of a value.</summary>
    public RulePath[] Formed { get; }

    /// <summary>Those about what has to be there.</summary>
    public RulePath[] Required { get; }

    /// <summary>Those about how many.</summary>
    public RulePath[] Counted { get; }

    /// <summary>Those about how long.</summary>
    public RulePath[] Measured { get; }

    /// <summary>Whether a resource cannot go for sure, because of codes of its own elements; it may be that one cannot of which this is not said.</summary>
    public bool Bars(Resource resource)
    {
        foreach (var path in _barring)
        {
            if (ElementType.Of(resource).Find(resource, path.Rule.Path, out var value) is not null && !CodeTexts.MayFit(path.Rule, value!))
                return true;
        }

        return false;
    }

    /// <summary>Whether the server asks for an element, so that what leads to nobody has to stop the resource.</summary>
    public bool Requires(string path)
    {
        if (Required.Length == 0)
            return false;
        var plain = PlannedChange.WithoutIndexes(path);
        return Array.Exists(Required, each => each.Rule.Path == plain || (plain.StartsWith(each.Rule.Path, StringComparison.Ordinal) && plain[each.Rule.Path.Length] == '.'));
    }
}
