using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes.Elements;

/// <summary>The elements that are gone through at the moment, one level of a resource upon the other. One to a thread.</summary>
internal sealed class ElementStack
{
    private const int Capacity = 1024;

    [ThreadStatic]
    private static ElementStack? _ofThisThread;

    private HeldElement[] _elements = new HeldElement[Capacity];

    public static ElementStack OfThisThread => _ofThisThread ??= new ElementStack();

    public HeldElement this[int index] => _elements[index];

    /// <summary>Where the elements of the next level go.</summary>
    public int Top { get; private set; }

    /// <summary>Puts the elements of a value on top that hold something.</summary>
    /// <returns>Where the first of them is, which <see cref="Pop"/> takes; they end at <see cref="Top"/>.</returns>
    public int Push(ElementType type, Base value)
    {
        var from = Top;
        if (from + type.Slots.Length > _elements.Length)
            Array.Resize(ref _elements, (_elements.Length * 2) + type.Slots.Length);
        Top = type.Read(value, _elements, from);
        return from;
    }

    /// <summary>Takes a level off.</summary>
    public void Pop(int from)
    {
        // What is left there would keep a record's resources.
        Array.Clear(_elements, from, Top - from);
        Top = from;
    }

    /// <summary>Takes everything off that a walk which did not end has left.</summary>
    public void Clear() => Pop(0);
}
