using FhirAdapter.Outbox;
using FhirAdapter.Records;

namespace FhirAdapter.Sources;

/// <summary>Records that a source read together and that are committed together.</summary>
/// <param name="Records">The good records, in order; may be empty, and is still acknowledged then.</param>
/// <param name="Refused">How many records of this batch were refused and reported.</param>
/// <param name="AcknowledgeAsync">To be called after the commit, with what the ledger made of each record.</param>
internal sealed record SourceBatch(
    IReadOnlyList<ReadRecord.Good> Records,
    int Refused,
    Func<IReadOnlyList<AppendOutcome>, CancellationToken, Task> AcknowledgeAsync);
