using FhirAdapter.Records;

namespace FhirAdapter.Sources;

/// <summary>What became of one record of pushed JSON.</summary>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="Key">What names it; <see langword="null"/> where it was refused unread.</param>
/// <param name="Version">Its version; <see langword="null"/> where it was refused unread.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Faults">What is wrong with it, where it was refused.</param>
public sealed record PushedRecord(long Line, RecordKey? Key, long? Version, IntakeOutcome Outcome, IReadOnlyList<RecordFault> Faults);
