using System.Reflection;

namespace FhirAdapter.Records.Mapping.Json;

/// <summary>Where a type of the FHIR SDK keeps an element.</summary>
/// <param name="Field">The field.</param>
/// <param name="Element">The element; its name is not used where it is none of R4's.</param>
/// <param name="IsOfR4">Whether R4 has the element: the SDK's types are shared by the versions of FHIR.</param>
internal sealed record ElementField(FieldInfo Field, NamedElement Element, bool IsOfR4);
