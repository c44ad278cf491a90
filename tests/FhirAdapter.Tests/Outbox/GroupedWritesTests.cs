using FhirAdapter.Outbox.Sqlite;

namespace FhirAdapter.Tests.Outbox;

public sealed class GroupedWritesTests : IDisposable
{
    private readonly LedgerFolder folder = new();

    [Fact]
    public async Task A_write_that_fails_beside_others_takes_back_its_own_changes_alone()
    {
        await using var access = new LedgerAccess<LedgerWriter>(folder.Options.Path, () => LedgerWriter.Open(new LedgerFile(folder.Options)));
        var writes = new GroupedWrites(access);
        using var begun = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();

        // The two behind share the next transaction, for they wait while the first is under way.
        var first = writes.RunAsync(_ => Hold(begun, goOn), CancellationToken.None);
        begun.Wait();
        var good = writes.RunAsync(writer => Name(writer, "east"), CancellationToken.None);
        var bad = writes.RunAsync(writer => Name(writer, "west") ? throw new InvalidOperationException() : false, CancellationToken.None);
        goOn.Set();

        Assert.True(await first);
        Assert.True(await good);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        await using var reader = new LedgerAccess<LedgerReader>(
            folder.Options.Path, () => new LedgerReader(new LedgerFile(folder.Options).Open(forWriting: false), folder.Options.Path));
        Assert.Equal(["east"], (await reader.RunAsync(each => each.Counting.Run(), CancellationToken.None)).Select(each => each.Destination));
    }

    [Fact]
    public async Task A_write_that_is_cancelled_while_it_waits_does_nothing()
    {
        await using var access = new LedgerAccess<LedgerWriter>(folder.Options.Path, () => LedgerWriter.Open(new LedgerFile(folder.Options)));
        var writes = new GroupedWrites(access);
        using var begun = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        using var cancelled = new CancellationTokenSource();
        var ran = false;

        var first = writes.RunAsync(_ => Hold(begun, goOn), CancellationToken.None);
        begun.Wait();
        var waiting = writes.RunAsync(_ => ran = true, cancelled.Token);
        await cancelled.CancelAsync();
        goOn.Set();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.True(await first);
        Assert.False(ran);
    }

    public void Dispose() => folder.Remove();

    private static bool Hold(ManualResetEventSlim begun, ManualResetEventSlim goOn)
    {
        begun.Set();
        goOn.Wait();
        return true;
    }

    private static bool Name(LedgerWriter writer, string destination)
    {
        writer.Backfilling.Name([destination]);
        return true;
    }
}
