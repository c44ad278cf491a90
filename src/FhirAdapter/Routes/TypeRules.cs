using FhirAdapter.Shapes.Elements;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>What is to be done to the resources of one type, sorted out once for all of them.</summary>
internal sealed class TypeRules
{
    private readonly RulePath[] _barring;
    private readonly RulePath[] _needed;

    public TypeRules(TypeProfile type)
    {
        Type = type;
        Root = ElementNode.Of(type);
        List<RulePath> paths = [.. type.Elements.Values.Select(rule => new RulePath(rule))];
        Coded = [.. paths.Where(path => path.Rule.Systems.Count + path.Rule.Values.Count > 0)];
        Formed = [.. paths.Where(path => path.Rule.SentAs is not null)];
        Converted = [.. paths.Where(path => path.Rule.KeptAs is not KeptForm.AsSent)];
        Required = [.. paths.Where(path => path.Rule.Fate is ElementFate.Required)];
        Counted = [.. paths.Where(path => path.Rule.MaxItems is not null)];
        Measured = [.. paths.Where(path => path.Rule.MaxLength is not null)];
        // Only where no other rule may take the element out, or change what is in it.
        _barring = [.. Coded.Where(path => path is { IsOfRoot: true, Rule: { Otherwise: null, Values.Count: > 0, Fate: ElementFate.Kept or ElementFate.Required } or { Values.Count: 0, Fate: ElementFate.Required } }
            && !paths.Exists(other => other.Rule.Path.StartsWith(path.Rule.Path + ".", StringComparison.Ordinal)))];
        // Only where no other rule may put it there.
        _needed = [.. Required.Where(path => path is { IsOfRoot: true, Rule.Otherwise: null } && !paths.Exists(other => other.Rule.SentAs == path.Rule.Path))];
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

    /// <summary>Those about the form in which the server keeps a value.</summary>
    public RulePath[] Converted { get; }

    /// <summary>Those about what has to be there.</summary>
    public RulePath[] Required { get; }

    /// <summary>Those about how many.</summary>
    public RulePath[] Counted { get; }

    /// <summary>Those about how long.</summary>
    public RulePath[] Measured { get; }

    /// <summary>Why a resource cannot go for sure, seen from its own elements alone; it may be that one cannot of which this is not said.</summary>
    public (string Path, string Expected)? Bar(Resource resource)
    {
        var type = ElementType.Of(resource);
        foreach (var path in _barring)
        {
            if (type.Find(resource, path.Rule.Path, out var value) is not null && !CodeTexts.MayFit(path.Rule, value!))
                return (path.Rule.Path, path.Rule.Values.Count > 0 ? CodeTexts.OneOfValues(path.Rule) : CodeTexts.OneOfSystems(path.Rule));
        }

        foreach (var path in _needed)
        {
            if (type.Find(resource, path.Rule.Path, out _) is null)
                return (path.Rule.Path, "");
        }

        return null;
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
