using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping.Json;

/// <summary>Writes all elements of a value that has elements.</summary>
/// <param name="writer">Where to.</param>
/// <param name="value">The value; of the type that this was made for.</param>
/// <param name="elements">The type's elements.</param>
internal delegate void ElementsWriter(QuickWriter writer, Base value, NamedElement[] elements);
