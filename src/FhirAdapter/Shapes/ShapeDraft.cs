using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Shapes.Elements;
using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes;

/// <summary>A copy of a resource while it is shaped, with a note of each change.</summary>
internal sealed class ShapeDraft
{
    private readonly List<ShapeChange> _changes;
    private readonly bool _isDeep;
    private readonly IReadOnlyList<OpenReference> _references;
    private string? _name;

    /// <param name="mapped">The resource.</param>
    /// <param name="changes">Where changes are noted.</param>
    /// <param name="isDeep">Whether the copy shares nothing with the resource.</param>
    public ShapeDraft(MappedResource mapped, List<ShapeChange> changes, bool isDeep)
    {
        (Mapped, _changes, _isDeep) = (mapped, changes, isDeep);
        // What codes became is shared by the resources of all records.
        if (isDeep)
        {
            Resource = (Resource)mapped.Resource.DeepCopy();
            _references = ReferenceCopies.Of(mapped, Resource);
        }
        else
        {
            var copy = ResourceCopy.Of(mapped);
            (Resource, _references) = (copy.Resource, copy.References);
        }
    }

    /// <summary>The resource as it was mapped.</summary>
    public MappedResource Mapped { get; }

    /// <summary>
    /// The copy; a rule may set its elements when it notes what it changed. Only a rule that <see cref="Rules.IShapeRule.ChangesInner"/> may change what is
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
        if (!_isDeep)
            return Mapped with { Resource = Resource, References = _references };
        var left = ElementTree.References(Resource).ToHashSet(ReferenceEqualityComparer.Instance);
        return Mapped with { Resource = Resource, References = [.. _references.Where(r => left.Contains(r.Element))] };
    }

    /// <summary>A short name of a business identifier, unique within a record: the concept its system names, and the value.</summary>
    public static string NameOf(BusinessIdentifier identifier) => string.Concat(Identity.ConceptOf(identifier), "/", identifier.Value);

    private void Note(string path, string code) => _changes.Add(new ShapeChange(Resource.TypeName, _name ??= NameOf(Mapped.Identifier), path, code));
}
