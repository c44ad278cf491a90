using FhirAdapter.Failures;

namespace FhirAdapter.Records;

/// <summary>What <see cref="FhirRecords.FromFhir"/> made of one main resource. It holds clinical values: show it only to whoever asked for it.</summary>
/// <param name="Key">The record that the resource is, or <see langword="null"/> where something could not be read as a resource at all.</param>
/// <param name="Record">The record, exactly as the clinic wrote it; <see langword="null"/> where it could not be understood.</param>
/// <param name="Failure">Why there is no record: the element, and what was expected there; no value of it.</param>
public sealed record FhirRecord(RecordKey? Key, ClinicRecord? Record, Failure? Failure)
{
    /// <summary>Prints the key and the failure, and nothing of the record.</summary>
    public override string ToString() => $"{Key?.ToString() ?? "-"}: {(Failure is null ? "understood" : Failure.Code)}";
}
