using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Routes;

/// <summary>The rules of one type as a tree, so that one walk through a resource meets each rule where it holds.</summary>
internal sealed class ElementNode
{
    private static readonly ElementNode Leaf = new();
    private readonly Dictionary<string, ElementNode> _below = new(StringComparer.Ordinal);

    public ElementRule Rule { get; private set; } = ElementRule.Kept;

    /// <summary>What becomes of elements below that no rule names.</summary>
    public ElementFate Others { get; private init; }

    /// <summary>Whether a rule may change this element or one below it, more than take it out.</summary>
    public bool MayChange { get; private set; }

    /// <summary>Whether a rule names this element or one below it.</summary>
    public bool IsNamed { get; private set; }

    /// <summary>Whether no rule names an element below.</summary>
    public bool IsLast => _below.Count == 0;

    /// <summary>The tree of a type.</summary>
    public static ElementNode Of(TypeProfile type)
    {
        var root = new ElementNode { Others = type.OtherElements };
        foreach (var rule in type.Elements.Values)
        {
            var at = root;
            var mayChange = rule.Systems.Count + rule.Values.Count > 0 || rule.MaxItems is not null || rule.MaxLength is not null || !rule.KeepsForm;
            at.MayChange |= mayChange;
            foreach (var step in rule.Path.Split('.'))
            {
                if (!at._below.TryGetValue(step, out var next))
                    at._below[step] = next = new ElementNode { IsNamed = true };
                at = next;
                at.MayChange |= mayChange;
            }

            at.Rule = rule;
        }

        return root;
    }

    /// <summary>The rules of an element below.</summary>
    public ElementNode Below(string name) => _below.Count > 0 && _below.TryGetValue(name, out var node) ? node : Leaf;
}
