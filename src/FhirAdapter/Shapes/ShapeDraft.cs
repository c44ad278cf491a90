using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Shapes.Elements;
using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes;

/// <summary>A resource while it is shaped, mostly a copy, with a note of each change.</summary>
internal sealed class ShapeDraft
{
    private readonly List<ShapeChange> _changes;
    private readonly bool _isDeep;
    private readonly IReadOnlyList<OpenReference> _references;
    private string? _name;

    private ShapeDraft(MappedResource mapped, List<ShapeChange> changes, Resource resource, IReadOnlyList<OpenReference> references, bool isDeep) =>
        (Mapped, _changes, Resource, _references, _isDeep) = (mapped, changes, resource, references, isDeep);

    /// <summary>A copy that shares nothing with the resource.</summary>
    public static ShapeDraft Deep(MappedResource mapped, List<ShapeChange> changes)
    {
        var copy = (Resource)mapped.Resource.DeepCopy();
        return new ShapeDraft(mapped, changes, copy, ReferenceCopies.Of(mapped, copy), isDeep: true);
    }

    /// <summary>A copy that has its own elements where they may be set.</summary>
    public static ShapeDraft Copy(MappedResource mapped, List<ShapeChange> changes)
    {
        var copy = ResourceCopy.Of(mapped);
        return new ShapeDraft(mapped, changes, copy.Resource, copy.References, isDeep: false);
    }

    /// <summary>The resource itself.</summary>
    public static ShapeDraft Itself(MappedResource mapped, List<ShapeChange> changes) => new(mapped, changes, mapped.Resource, mapped.References, isDeep: false);

    /// <summary>The resource as it was mapped.</summary>
    public MappedResource Mapped { get; }

    /// <summary>
    /// What is shaped; a rule may set its elements when it notes what it changed. Only a rule that <see cref="Rules.IShapeRule.ChangesInner"/> may change what is
    /// in them.
    /// </summary>
    public Resource Resource { get; }

    /// <summary>Notes that an element was not there and is.</summary>
    public void Added(string path) => Note(path, ShapeChange.Added);

    /// <summary>Notes that an element was left out.</summary>
    public void Dropped(string path, bool saidInText = false) => Note(path, saidInText ? ShapeChange.SaidInText : ShapeChange.Dropped);

    /// <summary>The shaped resource, with the open references that are left in it.</summary>
    public MappedResource Finish()
    {
        if (ReferenceEquals(Resource, Mapped.Resource))
            return Mapped;
        if (!_isDeep)
            return Mapped with { Resource = Resource, References = _references };
        var left = ElementTree.References(Resource).ToHashSet(ReferenceEqualityComparer.Instance);
        return Mapped with { Resource = Resource, References = [.. _references.Where(r => left.Contains(r.Element))] };
    }

    /// <summary>A short name of a business identifier, unique within a record: the concept its system names, and the value.</summary>
    public static string NameOf(BusinessIdentifier identifier) => string.Concat(Identity.ConceptOf(identifier), "/", identifier.Value);

    private void Note(string path, string code) => _changes.Add(new ShapeChange(Resource.TypeName, _name ??= NameOf(Mapped.Identifier), path, code));
}
