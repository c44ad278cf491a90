using FhirAdapter.Failures;

namespace FhirAdapter.Records.Mapping.FromFhir;

/// <summary>What reading a record back from its resources gave.</summary>
internal abstract record FromFhirResult
{
    private FromFhirResult()
    {
    }

    /// <summary>The record, as the clinic wrote it.</summary>
    /// <param name="Record">A record that keeps the contract.</param>
    public sealed record Understood(ClinicRecord Record) : FromFhirResult;

    /// <summary>The resources are not those of one record; nothing of them is taken.</summary>
    /// <param name="Key">The record they should be.</param>
    /// <param name="Failure">The element and what was expected there.</param>
    public sealed record NotUnderstood(RecordKey Key, Failure Failure) : FromFhirResult;
}
