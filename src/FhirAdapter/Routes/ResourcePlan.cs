using System.Collections;
using FhirAdapter.Records;
using FhirAdapter.Shapes;
using FhirAdapter.Shapes.Elements;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>One resource on its way through the rules of its type: the copy that goes, what was left out, and why it cannot go, where it cannot.</summary>
internal sealed class ResourcePlan
{
    private readonly OpenReference?[] _references;
    private bool _isSettled;
    private List<object>? _added;
    private Dictionary<IList, int[]>? _shifted;

    /// <param name="mapped">The resource.</param>
    /// <param name="profile">What the server takes.</param>
    /// <param name="rules">The rules of the type.</param>
    public ResourcePlan(MappedResource mapped, WriteProfile profile, TypeRules rules)
    {
        (Mapped, Rules) = (mapped, rules);
        // What stands where matters only where a reference may have to go.
        var copy = ResourceCopy.Of(mapped, withPlaces: !profile.References.Logical);
        (Copy, _references) = (copy.Resource, copy.References);
        Uncertain = UncertainReference.Of(rules, copy);
        for (var i = 0; i < _references.Length; i++)
        {
            if (!profile.References.Logical && _references[i] is { Required: false, Record: null } reference && !IsUncertain(reference.Element))
                _references[i] = reference with { Required = true };
        }
    }

    public MappedResource Mapped { get; }

    public TypeRules Rules { get; }

    public TypeProfile Type => Rules.Type;

    /// <summary>What goes.</summary>
    public Resource Copy { get; }

    /// <summary>The open references that are left, each with its element in the copy; nothing in the place of one that is not.</summary>
    public IReadOnlyList<OpenReference?> References => _references;

    /// <summary>Those that go only where the server knows what they lead to.</summary>
    public List<UncertainReference> Uncertain { get; private set; }

    public List<LostElement> Lost { get; } = [];

    /// <summary>What was added, replaced or shortened: path, code, reason.</summary>
    public List<(string Path, string Code, string Reason)> Altered { get; } = [];

    /// <summary>How often a part of the copy was changed by a rule.</summary>
    public int Changes { get; private set; }

    /// <summary>The element for which the server does not take it, and what it would have to be; empty where it would have to be there.</summary>
    public (string Path, string Expected)? Obstacle { get; private set; }

    public void Obstruct(string path, string expected) => Obstacle ??= (path, expected);

    /// <summary>Notes that an element of the copy goes, with all that was noted below it.</summary>
    /// <param name="element">The element.</param>
    /// <param name="origin">Where it stood.</param>
    /// <param name="reason">Why: a code of <see cref="LossReason"/>.</param>
    /// <param name="isReplaced">Whether something else stands in its place.</param>
    public void Lose(Base element, string? origin, string reason, bool isReplaced = false)
    {
        if (origin is null)
            throw new InvalidOperationException("What was added is not lost.");
        Lost.RemoveAll(lost => lost.Path.Length > origin.Length && lost.Path[origin.Length] == '.' && lost.Path.StartsWith(origin, StringComparison.Ordinal));
        Lost.Add(new LostElement(origin, element, reason) { IsReplaced = isReplaced });
        if (element is not (Coding or PrimitiveType) || HeldExtensions.Of((Element)element) is not null)
            Forget(element);
    }

    /// <summary>Marks what was none of the record's.</summary>
    public T Add<T>(T added)
        where T : class
    {
        (_added ??= []).Add(added);
        return added;
    }

    public bool IsAdded(object value) => _added?.Exists(added => ReferenceEquals(added, value)) == true;

    /// <summary>Where an item of a list stood before anything was taken out; <see langword="null"/> for one that was added.</summary>
    public string? OriginAt(in FoundElement found, int index) => found.Origin is { } origin && found.Value is IList list ? OriginAt(origin, list, index) : null;

    /// <summary>Where an item of a list stood before anything was taken out; <see langword="null"/> for one that was added.</summary>
    public string? OriginAt(string origin, IList list, int index) => IsAdded(list[index]!)
        ? null
        : $"{origin}[{(_shifted is not null && _shifted.TryGetValue(list, out var origins) ? origins[index] : index)}]";

    /// <summary>Notes where the items of a list stood that has fewer of them now.</summary>
    public void Shift(IList list, int[] origins) => (_shifted ??= new(ReferenceEqualityComparer.Instance))[list] = origins;

    /// <summary>A list of some of the items of another.</summary>
    public IList Some(ElementSlot slot, IList list, IReadOnlyList<int> indexes)
    {
        var some = slot.CopyOf(list);
        some.Clear();
        foreach (var index in indexes)
            some.Add(list[index]);
        Shift(some, [.. indexes.Select(index => _shifted is not null && _shifted.TryGetValue(list, out var origins) ? origins[index] : index)]);
        Changes++;
        return some;
    }

    /// <summary>Another list of the same items.</summary>
    public IList CopyOf(ElementSlot slot, IList list)
    {
        var copy = slot.CopyOf(list);
        if (_shifted is not null && _shifted.TryGetValue(list, out var origins))
            _shifted[copy] = origins;
        return copy;
    }

    /// <summary>An element that may be changed, in the place of one of the copy: the resource itself, else another that holds the same.</summary>
    public Base CopyOf(Base element)
    {
        Changes++;
        if (ReferenceEquals(element, Copy))
            return element;
        var copy = ElementCopy.Of(element);
        Replace(element, copy);
        return copy;
    }

    /// <summary>Whether an element is an open reference, or goes or stays with one that is uncertain.</summary>
    public bool IsFollowed(Base element)
    {
        if (element is ResourceReference)
        {
            foreach (var reference in _references)
            {
                if (ReferenceEquals(reference?.Element, element))
                    return true;
            }
        }

        foreach (var each in Uncertain)
        {
            if (ReferenceEquals(each.Element, element))
                return true;
        }

        return false;
    }

    /// <summary>Keeps of what is followed only what is left, in its present form.</summary>
    public void Follow(List<(Base Before, Base Now)> left)
    {
        for (var i = 0; i < _references.Length; i++)
        {
            var now = Now(left, _references[i]!.Element);
            if (!ReferenceEquals(now, _references[i]!.Element))
                _references[i] = now is null ? null : _references[i]! with { Element = (ResourceReference)now };
        }

        for (var i = Uncertain.Count - 1; i >= 0; i--)
        {
            var each = Uncertain[i];
            if (Now(left, each.Reference) is not ResourceReference reference)
                Uncertain.RemoveAt(i);
            else
                Uncertain[i] = each with { Reference = reference, Element = Now(left, each.Element) ?? each.Element };
        }
    }

    /// <summary>Settles, when all is taken out that does not go, what is uncertain; what a limit takes out later is told of apart.</summary>
    public void Settle() => _isSettled = true;

    /// <summary>Makes optional what may not be there.</summary>
    public void Free(Func<OpenReference, bool> mayBeMissing)
    {
        for (var i = 0; i < _references.Length; i++)
        {
            if (_references[i] is { Required: true } reference && mayBeMissing(reference))
                _references[i] = reference with { Required = false };
        }
    }

    /// <summary>Keeps the resource from going without some of what is uncertain.</summary>
    public void Require(Func<string, bool> isRequired)
    {
        var required = Uncertain.Where(each => isRequired(each.Path)).Select(each => each.Reference).ToList();
        for (var i = 0; i < _references.Length; i++)
        {
            if (_references[i] is { } reference && required.Contains(reference.Element, ReferenceEqualityComparer.Instance))
                _references[i] = reference with { Required = true };
        }

        Uncertain = [.. Uncertain.Where(each => !required.Contains(each.Reference, ReferenceEqualityComparer.Instance))];
    }

    /// <summary>The resource as it goes, with the open references that are left in it.</summary>
    public MappedResource Finish()
    {
        var left = new List<OpenReference>(_references.Length);
        foreach (var reference in _references)
        {
            if (reference is not null)
                left.Add(reference);
        }

        return Mapped with { Resource = Copy, References = left };
    }

    private bool IsUncertain(ResourceReference reference)
    {
        foreach (var each in Uncertain)
        {
            if (ReferenceEquals(each.Reference, reference))
                return true;
        }

        return false;
    }

    private static Base? Now(List<(Base Before, Base Now)> left, Base before)
    {
        foreach (var each in left)
        {
            if (ReferenceEquals(each.Before, before))
                return each.Now;
        }

        return null;
    }

    private void Replace(Base before, Base now)
    {
        for (var i = 0; before is ResourceReference && i < _references.Length; i++)
        {
            if (ReferenceEquals(_references[i]?.Element, before))
                _references[i] = _references[i]! with { Element = (ResourceReference)now };
        }

        for (var i = 0; i < Uncertain.Count; i++)
        {
            var each = Uncertain[i];
            if (ReferenceEquals(each.Element, before) || ReferenceEquals(each.Reference, before))
            {
                Uncertain[i] = each with
                {
                    Element = ReferenceEquals(each.Element, before) ? now : each.Element,
                    Reference = ReferenceEquals(each.Reference, before) ? (ResourceReference)now : each.Reference,
                };
            }
        }
    }

    // With an element go the references in it.
    private void Forget(Base element)
    {
        List<ResourceReference> gone = ElementTree.References(element);
        if (element is ResourceReference itself)
            gone.Add(itself);
        foreach (var reference in gone)
        {
            var at = Array.FindIndex(_references, each => ReferenceEquals(each?.Element, reference));
            if (at >= 0)
                _references[at] = null;
            if (!_isSettled)
                Uncertain.RemoveAll(each => ReferenceEquals(each.Reference, reference));
        }
    }
}
