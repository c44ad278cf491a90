using System.Runtime.CompilerServices;
using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes.Elements;

/// <summary>The extensions that an element has. The SDK's property would make a list where there is none.</summary>
internal static class HeldExtensions
{
    /// <summary>The extensions; <see langword="null"/> where there are none.</summary>
    public static List<Extension>? Of(Element element) => Field(element) is { Count: > 0 } held ? held : null;

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_Extension")]
    private static extern ref List<Extension>? Field(Element element);
}
