using FhirAdapter.Records;
using FhirAdapter.Shapes;
using FhirAdapter.Shapes.Elements;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>The open references of a copy while rules change it: which are left, and which go only where the server knows their target.</summary>
internal sealed class OpenReferences
{
    private readonly OpenReference?[] _references;
    private List<UncertainReference> _uncertain;
    private bool _isSettled;

    /// <param name="profile">What the server takes.</param>
    /// <param name="rules">The rules of the type.</param>
    /// <param name="copy">The copy, with the places of its references where the server takes none by identifier.</param>
    public OpenReferences(WriteProfile profile, TypeRules rules, ResourceCopy copy)
    {
        _references = copy.References;
        _uncertain = UncertainReference.Of(rules, copy);
        for (var i = 0; i < _references.Length; i++)
        {
            if (!profile.References.Logical && _references[i] is { Required: false, Record: null } reference && !_uncertain.Exists(each => ReferenceEquals(each.Reference, reference.Element)))
                _references[i] = reference with { Required = true };
        }
    }

    /// <summary>Those that were there, each with its element in the copy; nothing in the place of one that is gone.</summary>
    public OpenReference?[] All => _references;

    /// <summary>Those that are left.</summary>
    public IReadOnlyList<OpenReference> Left => Array.FindAll(_references, each => each is not null)!;

    /// <summary>Those that go only where the server knows what they lead to.</summary>
    public List<UncertainReference> Uncertain => _uncertain;

    /// <summary>Whether an element is an open reference, or goes or stays with one that is uncertain.</summary>
    public bool Follows(Base element)
    {
        for (var i = 0; element is ResourceReference && i < _references.Length; i++)
        {
            if (ReferenceEquals(_references[i]?.Element, element))
                return true;
        }

        foreach (var each in _uncertain)
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

        for (var i = _uncertain.Count - 1; i >= 0; i--)
        {
            var each = _uncertain[i];
            if (Now(left, each.Reference) is not ResourceReference reference)
                _uncertain.RemoveAt(i);
            else
                _uncertain[i] = each with { Reference = reference, Element = Now(left, each.Element) ?? each.Element };
        }
    }

    /// <summary>Puts another element in the place of one.</summary>
    public void Replace(Base before, Base now)
    {
        for (var i = 0; before is ResourceReference && i < _references.Length; i++)
        {
            if (ReferenceEquals(_references[i]?.Element, before))
                _references[i] = _references[i]! with { Element = (ResourceReference)now };
        }

        for (var i = 0; i < _uncertain.Count; i++)
        {
            var each = _uncertain[i];
            if (ReferenceEquals(each.Element, before))
                each = each with { Element = now };
            if (ReferenceEquals(each.Reference, before))
                each = each with { Reference = (ResourceReference)now };
            _uncertain[i] = each;
        }
    }

    /// <summary>Takes out those that go with an element.</summary>
    public void Forget(Base element)
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
                _uncertain.RemoveAll(each => ReferenceEquals(each.Reference, reference));
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
        var required = _uncertain.Where(each => isRequired(each.Path)).Select(each => each.Reference).ToList();
        for (var i = 0; i < _references.Length; i++)
        {
            if (_references[i] is { } reference && required.Contains(reference.Element, ReferenceEqualityComparer.Instance))
                _references[i] = reference with { Required = true };
        }

        _uncertain = [.. _uncertain.Where(each => !required.Contains(each.Reference, ReferenceEqualityComparer.Instance))];
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
}
