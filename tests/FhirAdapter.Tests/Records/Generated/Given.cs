using CsCheck;

namespace FhirAdapter.Tests.Records.Generated;

/// <summary>How many of the fields that a record may lack are there: none, all, or each by chance.</summary>
internal sealed class Given
{
    private readonly Gen<bool> _isThere;

    private Given(Gen<bool> isThere) => _isThere = isThere;

    public static Given None { get; } = new(Gen.Const(false));

    public static Given All { get; } = new(Gen.Const(true));

    public static Given ByChance { get; } = new(Gen.Bool);

    public Gen<T?> Maybe<T>(Gen<T> gen)
        where T : class => _isThere.SelectMany(there => there ? gen.Select(v => (T?)v) : Gen.Const((T?)null));

    public Gen<T?> MaybeValue<T>(Gen<T> gen)
        where T : struct => _isThere.SelectMany(there => there ? gen.Select(v => (T?)v) : Gen.Const((T?)null));

    /// <summary>A few, now and then as many as the contract allows. An empty list is the same as none to the contract, so there is none.</summary>
    public Gen<IReadOnlyList<T>?> Many<T>(Gen<T> gen, int most) => Maybe(Some(gen, most));

    /// <summary>The same, at least one.</summary>
    public static Gen<IReadOnlyList<T>> Some<T>(Gen<T> gen, int most) => Gen.Int[0, 400]
        .SelectMany(n => n == 0 ? gen.Array[most] : gen.Array[1, 3])
        .Select(items => (IReadOnlyList<T>)items);
}
