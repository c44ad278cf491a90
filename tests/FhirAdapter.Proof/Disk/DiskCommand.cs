using System.CommandLine;
using FhirAdapter.Proof.Figures;

namespace FhirAdapter.Proof.Disk;

/// <summary>The verb <c>disk</c>.</summary>
internal static class DiskCommand
{
    public static Command Create() => Verb.Of(
        new Command("disk", "Fill the ledger's disk, make its calls fail once and for ever, and damage its files at random places."),
        count: 200,
        async (_, count, seed, cancellationToken) => await RunAsync(count, seed, cancellationToken));

    /// <param name="count">How many places are damaged; a tenth as many calls are made to fail.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(int count, int seed, CancellationToken cancellationToken) =>
    [
        await FullDisk.RunAsync(seed, cancellationToken),
        await new FailingCalls(seed).RunAsync(Math.Max(1, count / 10), cancellationToken),
        await new DamagedFiles(seed).RunAsync(count, cancellationToken),
    ];
}
