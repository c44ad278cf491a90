using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes.Elements;

/// <summary>Reads all elements of a value that hold something.</summary>
/// <param name="value">The value; of the type that this was made for.</param>
/// <param name="into">Where they go; long enough.</param>
/// <param name="at">Where the first of them goes.</param>
/// <returns>Where the next one would go.</returns>
internal delegate int ElementsReader(Base value, HeldElement[] into, int at);
