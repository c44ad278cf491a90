using CsCheck;
using FhirAdapter.Outbox;
using FhirAdapter.Records;
using static FhirAdapter.Tests.Outbox.LedgerRecords;

namespace FhirAdapter.Tests.Outbox;

public abstract partial class OutboxContract
{
    private const int Steps = 30;

    /// <summary>What a worker, a source and a person may do to the ledger; the numbers choose among what is there.</summary>
    private static readonly Gen<(int Kind, int A, int B, int C)[]> Histories =
        Gen.Select(Gen.Int[0, 15], Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[0, 999]).Array[Steps];

    /// <summary>How many random histories the engine is put through.</summary>
    private protected virtual int HistoryCount => 2_000;

    [Fact]
    public async Task Random_histories_keep_the_order_and_the_accounts_of_a_plain_model()
    {
        var number = 0;
        await Histories.SampleAsync(
            async history => await new LedgerHistory(Ledger, Clock, East, Interlocked.Increment(ref number)).RunAsync(history),
            iter: HistoryCount, threads: 1);
    }
}
