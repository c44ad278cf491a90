using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Routes;

/// <summary>What a rule makes of an element that it finds.</summary>
/// <param name="plan">Where changes are noted.</param>
/// <param name="rule">The rule.</param>
/// <param name="found">The element, which must not be changed itself.</param>
/// <returns>What stands there then: the same value where nothing is changed, nothing where it goes.</returns>
internal delegate object? ElementChange(ResourcePlan plan, ElementRule rule, in FoundElement found);
