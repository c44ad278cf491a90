using System.Runtime.CompilerServices;
using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes.Elements;

/// <summary>Copies of single elements. What is below is the same as in the original, so that it must not be changed in place.</summary>
internal static class ElementCopy
{
    /// <summary>Another element that holds the same.</summary>
    public static T Of<T>(T element)
        where T : Base => (T)MemberwiseClone(element);

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern object MemberwiseClone(object element);
}
