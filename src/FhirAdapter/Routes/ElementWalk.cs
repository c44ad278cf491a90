using System.Collections;
using FhirAdapter.Shapes.Elements;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>
/// Takes out of a copy what the rules of its type do not let go, and notes each element once, at the place where it stood. What is changed below the
/// resource is changed in copies.
/// </summary>
/// <param name="plan">The resource.</param>
/// <param name="withoutTarget">References in the copy whose targets do not go.</param>
internal sealed class ElementWalk(ResourcePlan plan, IReadOnlyList<ResourceReference> withoutTarget)
{
    private readonly ElementStack _stack = ElementStack.OfThisThread;
    private readonly List<(Base Before, Base Now)> _left = new(8);
    private readonly List<string> _path = new(8);

    /// <summary>Walks through a resource, where anything may have to go.</summary>
    public static void Run(ResourcePlan plan, IReadOnlyList<ResourceReference> withoutTarget)
    {
        if (!plan.Rules.TakesOut && withoutTarget.Count == 0)
            return;
        var walk = new ElementWalk(plan, withoutTarget);
        if (walk.Below(plan.Copy, ElementType.Of(plan.Copy), plan.Rules.Root, isRoot: true) is null)
            plan.Obstruct(plan.Lost[^1].Path, "taken");
        plan.References.Follow(walk._left);
    }

    /// <summary>An element without what goes of the elements below it: the same where nothing does, nothing where it is not whole without.</summary>
    private Base? Below(Base parent, ElementType type, ElementNode rules, bool isRoot)
    {
        List<(ElementSlot Slot, object? Now)>? changed = null;
        // A primitive has its value beside what can be walked to.
        var (isSomethingLeft, isComplete) = (parent is PrimitiveType { JsonValue: not null }, true);
        var from = _stack.Push(type, parent);
        var to = _stack.Top;
        for (var i = from; i < to; i++)
        {
            var (slot, held) = _stack[i];
            object? now = slot.Item is null ? Left(rules, slot, slot.NameOf((Base)held), -1, (Base)held, isRoot) : Left(rules, slot, (IList)held, isRoot);
            isSomethingLeft |= now is not null && !slot.IsName;
            isComplete &= now is not null || !slot.IsMandatory;
            if (!ReferenceEquals(now, held))
                (changed ??= []).Add((slot, now));
        }

        _stack.Pop(from);
        if (changed is null)
            return parent;
        // A name alone is nothing; but it was no more before.
        var isWhole = (isSomethingLeft && isComplete) || !changed.Exists(each => each.Now is null);
        if (!isWhole && !isRoot)
            return null;
        var copy = isRoot ? parent : ElementCopy.Of(parent);
        foreach (var (slot, now) in changed)
            slot.Set(copy, now);
        return isWhole ? copy : null;
    }

    private IList? Left(ElementNode rules, ElementSlot slot, IList list, bool isRoot)
    {
        IList? copy = null;
        List<int>? origins = null;
        for (var i = 0; i < list.Count; i++)
        {
            var item = (Base)list[i]!;
            var now = Left(rules, slot, slot.Name, i, item, isRoot);
            if (copy is null && ReferenceEquals(now, item))
                continue;
            if (copy is null)
            {
                copy = slot.CopyOf(list);
                while (copy.Count > i)
                    copy.RemoveAt(copy.Count - 1);
                origins = [.. Enumerable.Range(0, i)];
            }

            if (now is null)
                continue;
            copy.Add(now);
            origins!.Add(i);
        }

        if (copy is null)
            return list;
        if (copy.Count < list.Count && copy.Count > 0 && plan.Rules.Root.MayChange)
            plan.Origins.Shift(copy, [.. origins!]);
        return copy.Count > 0 ? copy : null;
    }

    private Base? Left(ElementNode rules, ElementSlot slot, string name, int item, Base value, bool isRoot)
    {
        var node = rules.Below(name);
        var reason = Why(node, rules, name, value, isRoot);
        if (reason is null && node.IsLast && slot.TypeOf(value).IsPlain(value))
        {
            if (value is ResourceReference && plan.References.Follows(value))
                _left.Add((value, value));
            return value;
        }

        _path.Add(item < 0 ? name : slot.NameAt(item));
        var left = reason is null ? Followed(value, slot, node, ref reason) : null;
        if (left is null)
            plan.Lost.Add(new LostElement(_path.Count == 1 ? _path[0] : string.Join('.', _path), value, reason!));
        _path.RemoveAt(_path.Count - 1);
        return left;
    }

    private Base? Followed(Base value, ElementSlot slot, ElementNode node, ref string? reason)
    {
        var (lost, followed) = (plan.Lost.Count, _left.Count);
        if (Below(value, slot.TypeOf(value), node, isRoot: false) is { } now)
        {
            if (plan.References.Follows(value))
                _left.Add((value, now));
            return now;
        }

        // What is no longer whole goes as one, not in pieces.
        reason = plan.Lost[lost].Reason;
        plan.Lost.RemoveRange(lost, plan.Lost.Count - lost);
        _left.RemoveRange(followed, _left.Count - followed);
        return null;
    }

    private string? Why(ElementNode node, ElementNode rules, string name, Base value, bool isRoot)
    {
        if (value is ResourceReference reference && IsWithoutTarget(reference))
            return LossReason.TargetNotSent;
        if (node.Rule.Fate is ElementFate.Ignored or ElementFate.Refused)
            return Reason(node.Rule.Fate);
        if (isRoot && !plan.Type.KeepsIdentifier && name is ("identifier" or "masterIdentifier"))
            return LossReason.Ignored;
        if (node.IsNamed)
            return null;
        if (plan.Type.Extensions is not ElementFate.Kept && name is "extension" or "modifierExtension")
            return Reason(plan.Type.Extensions);
        return isRoot && rules.Others is not ElementFate.Kept ? Reason(rules.Others) : null;
    }

    private bool IsWithoutTarget(ResourceReference reference)
    {
        for (var i = 0; i < withoutTarget.Count; i++)
        {
            if (ReferenceEquals(withoutTarget[i], reference))
                return true;
        }

        return false;
    }

    private static string Reason(ElementFate fate) => fate is ElementFate.Refused ? LossReason.Refused : LossReason.Ignored;
}
