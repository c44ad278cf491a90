using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes;

/// <summary>A copy of a resource while it is shaped, with a note of each change.</summary>
internal sealed class ShapeDraft
{
    private readonly MappedResource _mapped;
    private readonly List<ShapeChange> _changes;
    private readonly IReadOnlyList<OpenReference> _references;

    public ShapeDraft(MappedResource mapped, List<ShapeChange> changes)
    {
        _mapped = mapped;
        _changes = changes;
        // What codes became is shared by the resources of all records, so nothing less than a copy may be changed.
        Resource = (Resource)mapped.Resource.DeepCopy();
        _references = ReferenceCopies.Of(mapped, Resource);
    }

    /// <summary>The resource as it was mapped.</summary>
    public MappedResource Mapped => _mapped;

    /// <summary>The copy; a rule may change it as it likes when it notes what it changed.</summary>
    public Resource Resource { get; }

    /// <summary>Notes that an element was not there and is.</summary>
    public void Added(string path) => Note(path, ShapeChange.Added);

    /// <summary>Notes that an element was left out.</summary>
    public void Dropped(string path, bool saidInText = false) => Note(path, saidInText ? ShapeChange.SaidInText : ShapeChange.Dropped);

    /// <summary>The shaped resource, with the open references that are left in it.</summary>
    public MappedResource Finish()
    {
        var left = ElementTree.References(Resource).ToHashSet(ReferenceEqualityComparer.Instance);
        return _mapped with { Resource = Resource, References = [.. _references.Where(r => left.Contains(r.Element))] };
    }

    /// <summary>A short name of a business identifier, unique within a record: the concept its system names, and the value.</summary>
    public static string NameOf(BusinessIdentifier identifier) => $"{Identity.ConceptOf(identifier)}/{identifier.Value}";

    private void Note(string path, string code) => _changes.Add(new ShapeChange(Resource.TypeName, NameOf(_mapped.Identifier), path, code));
}
