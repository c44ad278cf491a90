using FhirAdapter.Records;

namespace FhirAdapter.Sources;

/// <summary>What became of one record that was pushed.</summary>
/// <param name="Key">What names the record.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Faults">What is wrong with it, where it was refused.</param>
public sealed record IntakeResult(RecordKey Key, IntakeOutcome Outcome, IReadOnlyList<RecordFault> Faults);
