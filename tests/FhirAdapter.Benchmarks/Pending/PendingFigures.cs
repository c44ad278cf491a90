namespace FhirAdapter.Benchmarks.Pending;

/// <summary>What <c>pending</c> measured.</summary>
/// <param name="Records">How many records were owed.</param>
/// <param name="LedgerMiB">How large the ledger was.</param>
/// <param name="FirstRequestSeconds">From the start of the process to its first request.</param>
/// <param name="Seconds">Until everything was delivered.</param>
/// <param name="PeakRssMiB">The most memory the process ever held in RAM.</param>
internal sealed record PendingFigures(int Records, double LedgerMiB, double FirstRequestSeconds, double Seconds, double PeakRssMiB);
