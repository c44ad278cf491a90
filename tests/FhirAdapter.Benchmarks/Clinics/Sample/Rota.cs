namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>Gives the items of a list in turn, so that each comes up, however short the story.</summary>
internal sealed class Rota<T>(params IReadOnlyList<T> items)
{
    private int _next;

    public T Next() => items[_next++ % items.Count];
}
