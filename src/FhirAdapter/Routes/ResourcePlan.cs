using System.Collections;
using FhirAdapter.Records;
using FhirAdapter.Shapes;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>One resource on its way through the rules of its type: the copy that goes, what was left out, and why it cannot go, where it cannot.</summary>
internal sealed class ResourcePlan
{
    private readonly Dictionary<Base, string> _origins = new(ReferenceEqualityComparer.Instance);

    /// <param name="mapped">The resource.</param>
    /// <param name="profile">What the server takes.</param>
    /// <param name="type">What it takes of the type.</param>
    /// <param name="rules">The rules of the type as a tree.</param>
    public ResourcePlan(MappedResource mapped, WriteProfile profile, TypeProfile type, ElementNode rules)
    {
        Mapped = mapped;
        Type = type;
        // What codes became is shared by the resources of all records, so nothing less than a copy may be changed.
        Copy = (Resource)mapped.Resource.DeepCopy();
        References = ReferenceCopies.Of(mapped, Copy);
        Uncertain = UncertainReference.Of(profile, type, Copy, References);
        References = [.. References.Select(reference => IsRequired(profile, reference) ? reference with { Required = true } : reference)];
        if (rules.MayChange)
            NoteOrigins(Copy, "", rules);
    }

    public MappedResource Mapped { get; }

    public TypeProfile Type { get; }

    /// <summary>What goes.</summary>
    public Resource Copy { get; }

    /// <summary>The open references as they were, each with its element in the copy.</summary>
    public IReadOnlyList<OpenReference> References { get; set; }

    /// <summary>Those that go only where the server knows what they lead to.</summary>
    public IReadOnlyList<UncertainReference> Uncertain { get; private set; }

    public List<LostElement> Lost { get; } = [];

    /// <summary>What was added, replaced or shortened: path, code, reason.</summary>
    public List<(string Path, string Code, string Reason)> Altered { get; } = [];

    /// <summary>The element for which the server does not take it, and what it would have to be; empty where it would have to be there.</summary>
    public (string Path, string Expected)? Obstacle { get; private set; }

    /// <summary>Where an element of the copy stood before anything was taken out; nothing for one that was added.</summary>
    public string? OriginOf(Base element) => _origins.GetValueOrDefault(element);

    /// <summary>Notes that an element of the copy goes, with all that was noted below it.</summary>
    public void Lose(Base element, string reason, bool isReplaced = false)
    {
        var origin = OriginOf(element) ?? throw new InvalidOperationException("What was added is not lost.");
        Lost.RemoveAll(lost => lost.Path.StartsWith(origin + ".", StringComparison.Ordinal));
        Lost.Add(new LostElement(origin, element, reason) { IsReplaced = isReplaced });
    }

    public void Obstruct(string path, string expected) => Obstacle ??= (path, expected);

    /// <summary>Keeps the resource from going without some of what is uncertain.</summary>
    public void Require(Func<string, bool> isRequired)
    {
        var required = Uncertain.Where(each => isRequired(each.Path)).Select(each => each.Reference).ToHashSet();
        References = [.. References.Select(reference => required.Contains(reference.Element) ? reference with { Required = true } : reference)];
        Uncertain = [.. Uncertain.Where(each => !required.Contains(each.Reference))];
    }

    /// <summary>Settles, when all is taken out that does not go, which of what is uncertain is left.</summary>
    public void SettleUncertain()
    {
        if (Uncertain.Count == 0)
            return;
        var left = ElementTree.References(Copy).ToHashSet(ReferenceEqualityComparer.Instance);
        Uncertain = [.. Uncertain.Where(each => left.Contains(each.Reference))];
    }

    // Without logical references there is nothing else that could stand in a required place.
    private bool IsRequired(WriteProfile profile, OpenReference reference) =>
        !profile.References.Logical && reference is { Required: false, Record: null } && !Uncertain.Any(each => each.Reference == reference.Element);

    // Only what a rule may change, down to the codings of what it is about.
    private void NoteOrigins(Base parent, string path, ElementNode rules)
    {
        foreach (var (name, value) in parent.EnumerateElements())
        {
            if (value is Base one)
            {
                var jsonName = ElementTree.JsonName(parent, name, one);
                NoteOrigin(one, path, jsonName, rules.Below(jsonName));
            }
            else if (value is IList list and not byte[] && rules.Below(name) is { MayChange: true } node)
            {
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is Base item)
                        NoteOrigin(item, path, $"{name}[{i}]", node);
                }
            }
        }
    }

    private void NoteOrigin(Base element, string path, string name, ElementNode rules)
    {
        if (!rules.MayChange)
            return;
        var at = ElementTree.Below(path, name);
        _origins[element] = at;
        for (var i = 0; element is CodeableConcept concept && i < concept.Coding.Count; i++)
            _origins[concept.Coding[i]] = $"{at}.coding[{i}]";
        NoteOrigins(element, at, rules);
    }

    /// <summary>The resource as it goes, with the open references that are left in it.</summary>
    public MappedResource Finish()
    {
        var left = ElementTree.References(Copy).ToHashSet(ReferenceEqualityComparer.Instance);
        return Mapped with { Resource = Copy, References = [.. References.Where(r => left.Contains(r.Element))] };
    }
}
