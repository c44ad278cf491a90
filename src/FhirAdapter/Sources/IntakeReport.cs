using FhirAdapter.Records;

namespace FhirAdapter.Sources;

/// <summary>What became of pushed JSON. No value of a record is quoted in it, only the keys of records that could be read.</summary>
/// <param name="Verdict">What became of the whole.</param>
/// <param name="Records">What became of each record, in order, where the verdict is <see cref="IntakeVerdict.Taken"/>; else empty.</param>
/// <param name="Faults">What is wrong, where nothing was taken; as many as the settings let be listed.</param>
/// <param name="FaultsNotListed">How many faults there are besides.</param>
public sealed record IntakeReport(
    IntakeVerdict Verdict, IReadOnlyList<PushedRecord> Records, IReadOnlyList<RecordFault> Faults, long FaultsNotListed);
