using FhirAdapter.Failures;
using FhirAdapter.Records;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Routes;

/// <summary>How a record goes to a destination.</summary>
/// <param name="Way">The way; meaningless where there is a failure.</param>
/// <param name="Resources">What goes, each after those it refers to.</param>
/// <param name="Changes">Every difference from what the record became, and nothing else.</param>
/// <param name="Failure">Why it does not go at all.</param>
internal sealed record PlannedRecord(Route Way, IReadOnlyList<MappedResource> Resources, IReadOnlyList<PlannedChange> Changes, Failure? Failure)
{
    /// <summary>Whether it goes to the hospital's encounter that the record names.</summary>
    public bool NeedsEncounter => Resources.Any(resource => resource.References.Any(reference => reference.TargetType == "Encounter"));
}
