using System.Collections;
using FhirAdapter.Records;
using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes.Elements;

/// <summary>
/// A copy of a resource that has of its own what is changed after planning: the resource itself, its identifiers and notes, its open references with all
/// that they stand in. All else is the original's, which many records may share, and must not be changed in place.
/// </summary>
internal sealed class ResourceCopy
{
    private readonly IReadOnlyList<OpenReference> _open;
    private readonly List<CopiedReference>? _places;
    private readonly bool _isItself;
    private int _missing;

    private ResourceCopy(MappedResource mapped, bool withPlaces, bool isItself)
    {
        _isItself = isItself;
        _open = mapped.References;
        _missing = _open.Count;
        _places = withPlaces ? [] : null;
        References = _missing == 0 ? [] : new OpenReference[_missing];
        var type = ElementType.Of(mapped.Resource);
        Resource = isItself ? mapped.Resource : (Resource)type.Copy(mapped.Resource);
        if (!isItself)
        {
            OwnNames(type.Slot("identifier"));
            OwnNotes(type.Slot("note"));
        }

        OwnReferences(type, mapped.Resource, Resource);
        if (_missing > 0)
            throw new InvalidOperationException("An open reference is not in its resource.");
    }

    public Resource Resource { get; }

    /// <summary>The open references, each with its element in the copy.</summary>
    public OpenReference[] References { get; }

    /// <summary>Where they stand, in the order of the resource; nothing where that was not asked for.</summary>
    public IReadOnlyList<CopiedReference> Places => _places ?? [];

    /// <param name="mapped">The resource.</param>
    /// <param name="withPlaces">Whether it matters where the open references stand.</param>
    public static ResourceCopy Of(MappedResource mapped, bool withPlaces = false) => new(mapped, withPlaces, isItself: false);

    /// <summary>The resource itself in the place of a copy, with the places of its open references.</summary>
    public static ResourceCopy Itself(MappedResource mapped, bool withPlaces) => new(mapped, withPlaces, isItself: true);

    // A destination takes the identifiers out and writes into a note while it sends, and puts all back. An empty list would still be the original's.
    private void OwnNames(ElementSlot? slot)
    {
        if (slot?.Item is not null)
            slot.Set(Resource, slot.Get(Resource) is { } held ? slot.CopyOf(held) : null);
    }

    private void OwnNotes(ElementSlot? slot)
    {
        if (slot?.Item != typeof(Annotation))
            return;
        var own = slot.Get(Resource) is { } held ? (List<Annotation>)slot.CopyOf(held) : null;
        for (var i = 0; i < own?.Count; i++)
            own[i] = ElementCopy.Of(own[i]);
        slot.Set(Resource, own);
    }

    /// <summary>Puts copies of the open references below an element, and of what they stand in, into a copy of it.</summary>
    /// <returns>The copy; nothing where there are no open references below.</returns>
    private Base? OwnReferences(ElementType type, Base original, Base? copy)
    {
        // The order of the resource matters only to whoever wants to know the places.
        foreach (var slot in _places is null ? type.ByReferences : type.Slots)
        {
            if (_missing == 0)
                break;
            if (slot.Get(copy ?? original) is not { } held)
                continue;
            object? own = slot.Item is null ? Own(slot, -1, (Base)held) : Own(slot, (IList)held);
            if (own is null)
                continue;
            copy ??= _isItself ? original : type.Copy(original);
            if (!_isItself)
                slot.Set(copy, own);
        }

        return copy;
    }

    private IList? Own(ElementSlot slot, IList list)
    {
        IList? copy = null;
        for (var i = 0; i < list.Count && _missing > 0; i++)
        {
            if (Own(slot, i, (Base)list[i]!) is not { } own)
                continue;
            copy ??= _isItself ? list : slot.CopyOf(list);
            if (!_isItself)
                copy[i] = own;
        }

        return copy;
    }

    private Base? Own(ElementSlot slot, int item, Base element)
    {
        var type = slot.TypeOf(element);
        var (isReference, isPlain) = (type.Kind == ElementKind.Reference, type.IsPlain(element));
        if (isPlain && !isReference)
            return null;
        var first = _places?.Count ?? 0;
        Base? copy = isReference ? OwnOpen((ResourceReference)element) : null;
        if (!isPlain)
            copy = OwnReferences(type, element, copy);
        for (var i = first; i < _places?.Count; i++)
            _places[i] = _places[i].Above(type, slot, item, copy!);
        return copy;
    }

    private ResourceReference? OwnOpen(ResourceReference reference)
    {
        for (var i = 0; i < _open.Count; i++)
        {
            if (!ReferenceEquals(_open[i].Element, reference))
                continue;
            var copy = _isItself ? reference : ElementCopy.Of(reference);
            References[i] = _open[i] with { Element = copy };
            _missing--;
            _places?.Add(new CopiedReference(i, null, null, copy));
            return copy;
        }

        return null;
    }
}
