using System.Collections;
using FhirAdapter.Shapes;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>Takes out of a copy what the rules of its type do not let go, and notes each element once, at the place where it stood.</summary>
/// <param name="plan">The resource.</param>
/// <param name="root">The rules.</param>
/// <param name="withoutTarget">References in the copy whose targets do not go.</param>
internal sealed class ElementWalk(ResourcePlan plan, ElementNode root, HashSet<ResourceReference> withoutTarget)
{
    private readonly List<(Base Parent, string Name, int? Index)> _removals = [];

    public void Run()
    {
        if (!IsWholeAfter(plan.Copy, root, "", isRoot: true))
            plan.Obstruct(plan.Lost[^1].Path, "taken");

        // Backwards, so that places in a list stay what they were.
        for (var i = _removals.Count - 1; i >= 0; i--)
            ElementRemoval.Remove(_removals[i].Parent, _removals[i].Name, _removals[i].Index);
    }

    /// <summary>Notes what goes of the elements below one.</summary>
    /// <returns>Whether it still is what FHIR asks of it; else it cannot stay.</returns>
    private bool IsWholeAfter(Base parent, ElementNode rules, string path, bool isRoot)
    {
        HashSet<string>? gone = null;
        foreach (var (name, value) in parent.EnumerateElements())
        {
            var left = true;
            if (value is Base one)
                left = Stays(parent, rules, path, name, ElementTree.JsonName(parent, name, one), one, null, isRoot);
            else if (value is IList list and not byte[])
            {
                var stay = list.Count;
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is Base item && !Stays(parent, rules, path, name, name, item, i, isRoot))
                        stay--;
                }

                left = stay > 0;
            }

            if (!left)
                (gone ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);
        }

        return gone is null || ElementRemoval.IsWholeWithout(parent, gone);
    }

    private bool Stays(Base parent, ElementNode rules, string path, string name, string jsonName, Base value, int? index, bool isRoot)
    {
        var node = rules.Below(jsonName);
        var (lost, removed) = (plan.Lost.Count, _removals.Count);
        var reason = Why(node, rules, jsonName, value, isRoot);
        // Most elements are this, and have nothing below that could go.
        if (reason is null && value is PrimitiveType && !value.TryGetValue("extension", out _))
            return true;
        var at = ElementTree.Below(path, index is { } i ? $"{jsonName}[{i}]" : jsonName);
        if (reason is null)
        {
            if (IsWholeAfter(value, node, at, isRoot: false))
                return true;
            // What is no longer whole goes as one, not in pieces.
            reason = plan.Lost[lost].Reason;
            plan.Lost.RemoveRange(lost, plan.Lost.Count - lost);
            _removals.RemoveRange(removed, _removals.Count - removed);
        }

        plan.Lost.Add(new LostElement(at, value, reason));
        _removals.Add((parent, name, index));
        return false;
    }

    private string? Why(ElementNode node, ElementNode rules, string name, Base value, bool isRoot)
    {
        if (value is ResourceReference reference && withoutTarget.Contains(reference))
            return LossReason.TargetNotSent;
        if (node.Rule.Fate is ElementFate.Ignored or ElementFate.Refused)
            return Reason(node.Rule.Fate);
        if (isRoot && !plan.Type.KeepsIdentifier && name is ("identifier" or "masterIdentifier"))
            return LossReason.Ignored;
        if (node.IsNamed)
            return null;
        if (name is "extension" or "modifierExtension" && plan.Type.Extensions is not ElementFate.Kept)
            return Reason(plan.Type.Extensions);
        return isRoot && rules.Others is not ElementFate.Kept ? Reason(rules.Others) : null;
    }

    private static string Reason(ElementFate fate) => fate is ElementFate.Refused ? LossReason.Refused : LossReason.Ignored;
}
