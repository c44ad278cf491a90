using System.CommandLine;
using FhirAdapter.Proof.Figures;

namespace FhirAdapter.Proof.Pending;

/// <summary>The verb <c>pending</c>.</summary>
internal static class PendingCommand
{
    public static Command Create() => Verb.Of(
        new Command("pending", "Start the adapter on a ledger that owes many records: how much memory that takes, and when the first of them goes out."),
        count: 1_000_000,
        async (_, count, seed, cancellationToken) => [await PendingStart.RunAsync(count, seed, cancellationToken)]);
}
