using CsCheck;

namespace FhirAdapter.Tests.Records.Generated;

/// <summary>One of several values, each as often as the others.</summary>
internal static class Pick
{
    public static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
