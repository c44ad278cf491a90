using FhirAdapter.Failures;
using FhirAdapter.Records;
using FhirAdapter.Routes;

namespace FhirAdapter.Operations;

/// <summary>How one record of a file would go to a destination. It holds no clinical value.</summary>
/// <param name="Key">What names the record, where it could be read.</param>
/// <param name="Way">The way, such as <c>resources</c> or <c>document</c>; nothing where it does not go.</param>
/// <param name="Resources">What is written, in this order.</param>
/// <param name="NeedsEncounter">Whether it goes to the hospital's encounter that the record names.</param>
/// <param name="Changes">In what that differs from what the record became: the loss report.</param>
/// <param name="Faults">What is wrong with the record, where it could not be read.</param>
/// <param name="Failure">Why it does not go, where it does not.</param>
public sealed record RecordPlan(
    RecordKey? Key,
    string? Way,
    IReadOnlyList<PlannedResource> Resources,
    bool NeedsEncounter,
    IReadOnlyList<PlannedChange> Changes,
    IReadOnlyList<RecordFault> Faults,
    Failure? Failure);
