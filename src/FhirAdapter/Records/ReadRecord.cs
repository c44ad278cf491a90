namespace FhirAdapter.Records;

/// <summary>What reading one record from a file or a request gave.</summary>
internal abstract record ReadRecord
{
    private ReadRecord()
    {
    }

    /// <summary>A record that keeps the contract.</summary>
    /// <param name="Record">The record.</param>
    /// <param name="Payload">Its UTF-8 JSON, for the ledger; empty for a deletion that carries no content.</param>
    /// <param name="ContentHash">SHA-256 of its content without version and last change.</param>
    /// <param name="Line">The line it begins on, from 1.</param>
    public sealed record Good(ClinicRecord Record, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> ContentHash, long Line) : ReadRecord
    {
        /// <summary>What was passed over, such as fields that the contract does not know where the settings let them pass.</summary>
        public IReadOnlyList<RecordFault> Warnings { get; init; } = [];
    }

    /// <summary>Something that is not such a record; nothing of it is taken.</summary>
    /// <param name="Faults">What is wrong, at least one.</param>
    public sealed record Bad(IReadOnlyList<RecordFault> Faults) : ReadRecord;
}
