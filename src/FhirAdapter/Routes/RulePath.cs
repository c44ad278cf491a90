using System.Collections;
using FhirAdapter.Shapes;
using FhirAdapter.Shapes.Elements;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>A rule and the way down to what it is about, in each item of the lists on the way.</summary>
internal sealed class RulePath(ElementRule rule)
{
    private readonly string[] _steps = rule.Path.Split('.');

    public ElementRule Rule { get; } = rule;

    /// <summary>Whether it is about an element of the resource itself.</summary>
    public bool IsOfRoot => _steps.Length == 1;

    /// <summary>Whether what it is about is there.</summary>
    public bool IsThere(Base root) => IsThere(root, 0);

    /// <summary>Changes what it is about, in copies of all that this stands in.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Apply(ResourcePlan plan, ElementChange change)
    {
        var isFound = false;
        Below(plan, change, plan.Copy, 0, "", "", ref isFound);
        return isFound;
    }

    private bool IsThere(Base at, int depth)
    {
        if (ElementType.Of(at).Find(at, _steps[depth], out var value) is null)
            return false;
        if (depth == _steps.Length - 1)
            return true;
        if (value is not IList list)
            return IsThere((Base)value!, depth + 1);
        for (var i = 0; i < list.Count; i++)
        {
            if (IsThere((Base)list[i]!, depth + 1))
                return true;
        }

        return false;
    }

    private Base Below(ResourcePlan plan, ElementChange change, Base at, int depth, string path, string? origin, ref bool isFound)
    {
        var step = _steps[depth];
        if (ElementType.Of(at).Find(at, step, out var value) is not { } slot)
            return at;
        var found = new FoundElement(slot, value!, ElementTree.Below(path, step), origin is null || plan.Origins.IsAdded(value!) ? null : ElementTree.Below(origin, step));
        object? changed;
        if (depth == _steps.Length - 1)
        {
            isFound = true;
            changed = change(plan, Rule, found);
        }
        else
        {
            changed = value is IList list
                ? Items(plan, change, found, list, depth, ref isFound)
                : Below(plan, change, (Base)value!, depth + 1, found.Path, found.Origin, ref isFound);
        }

        if (ReferenceEquals(changed, value))
            return at;
        var holder = plan.CopyOf(at);
        slot.Set(holder, changed);
        return holder;
    }

    private IList Items(ResourcePlan plan, ElementChange change, in FoundElement found, IList list, int depth, ref bool isFound)
    {
        IList? copy = null;
        for (var i = 0; i < list.Count; i++)
        {
            var item = (Base)list[i]!;
            var changed = Below(plan, change, item, depth + 1, $"{found.Path}[{i}]", plan.Origins.At(found, i), ref isFound);
            if (ReferenceEquals(changed, item))
                continue;
            copy ??= plan.Origins.CopyOf(found.Slot, list);
            copy[i] = changed;
        }

        return copy ?? list;
    }
}
