using System.Collections;
using FhirAdapter.Shapes.Elements;

namespace FhirAdapter.Routes;

/// <summary>Where the items of the lists in a copy stood before rules took some out, and what was added and stood nowhere.</summary>
internal sealed class ItemOrigins
{
    private List<object>? _added;
    private Dictionary<IList, int[]>? _shifted;

    /// <summary>Marks what was none of the record's.</summary>
    public T Add<T>(T added)
        where T : class
    {
        (_added ??= []).Add(added);
        return added;
    }

    public bool IsAdded(object value) => _added?.Exists(added => ReferenceEquals(added, value)) == true;

    /// <summary>Where an item of a list stood before anything was taken out; <see langword="null"/> for one that was added.</summary>
    public string? At(in FoundElement found, int index) => found.Origin is { } origin && found.Value is IList list ? At(origin, list, index) : null;

    /// <summary>Where an item of a list stood before anything was taken out; <see langword="null"/> for one that was added.</summary>
    public string? At(string origin, IList list, int index) => IsAdded(list[index]!) ? null : $"{origin}[{Index(list, index)}]";

    /// <summary>Notes where the items of a list stood that has fewer of them now.</summary>
    public void Shift(IList list, int[] origins) => (_shifted ??= new(ReferenceEqualityComparer.Instance))[list] = origins;

    /// <summary>A list of some of the items of another.</summary>
    public IList Some(ElementSlot slot, IList list, IReadOnlyList<int> indexes)
    {
        var some = slot.CopyOf(list);
        some.Clear();
        foreach (var index in indexes)
            some.Add(list[index]);
        Shift(some, [.. indexes.Select(index => Index(list, index))]);
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

    private int Index(IList list, int index) => _shifted is not null && _shifted.TryGetValue(list, out var origins) ? origins[index] : index;
}
