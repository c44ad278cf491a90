namespace FhirAdapter.Sandbox.Store;

/// <summary>A resource in the order of first creation, which is the order that searches answer in.</summary>
internal readonly record struct Slot(long Ordinal, string Id) : IComparable<Slot>
{
    public int CompareTo(Slot other) => Ordinal.CompareTo(other.Ordinal);
}
