namespace FhirAdapter.WriteProfiles;

/// <summary>Where a fact of a write profile comes from.</summary>
/// <param name="What">What was read, for a person.</param>
/// <param name="Date">When it was published or read: a year, a month or a day.</param>
/// <param name="Grade"><c>primary</c> for the vendor's own words, <c>second-hand</c> for somebody else's, <c>standard</c> for FHIR's, <c>choice</c> for what the profile's author decided.</param>
internal sealed record FactSource(string What, string Date, string Grade);
