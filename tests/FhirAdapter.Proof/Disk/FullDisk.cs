using System.ComponentModel;
using System.Diagnostics;
using FhirAdapter.Proof.Clinic;
using FhirAdapter.Proof.Figures;
using FhirAdapter.Proof.Power;

namespace FhirAdapter.Proof.Disk;

/// <summary>A disk of a few MiB runs full while records come in, and is given room again: nothing acknowledged is lost, and work goes on by itself.</summary>
internal static class FullDisk
{
    private const int Batches = 150;
    private const int FaultsBeforeRoom = 20;

    public static async Task<Figure> RunAsync(int seed, CancellationToken cancellationToken)
    {
        var figure = new Figure("disk full", 1, seed);
        var mount = ScratchFolder.MakeOnDisk("disk");
        if (await CallAsync("mount", ["-t", "tmpfs", "-o", "size=3m", "none", mount], cancellationToken) != 0)
        {
            Directory.Delete(mount);
            figure.Skipped = "a small tmpfs cannot be mounted here (needs root)";
            return figure;
        }
        try
        {
            var filler = Path.Combine(mount, "filler");
            await File.WriteAllBytesAsync(filler, new byte[(5 << 20) / 2], cancellationToken);
            var ledger = Path.Combine(mount, "ledger", "ledger.db");
            var (exitCode, said) = await WorkAsync(ledger, seed, filler, cancellationToken);
            var lost = LedgerCheck.LostOf(ledger, said);
            figure.Add("acknowledged", LedgerCheck.AcknowledgedIn(said).Count);
            figure.Add("refused for want of room", said.Count(each => each == "FAULT DiskFull"));
            figure.AddZero("lost", lost);
            if (exitCode != 0)
                figure.Failures.Add($"after room was made the work did not go on: exit code {exitCode}, {said.LastOrDefault()}");
            if (!said.Contains("FAULT DiskFull"))
                figure.Failures.Add("the disk was never full: the harness proves nothing");
            if (LedgerLook.Integrity(ledger) is not "ok" and var fault)
                figure.Failures.Add($"integrity_check: {fault}");
        }
        finally
        {
            await CallAsync("umount", [mount], cancellationToken);
            Directory.Delete(mount, recursive: true);
        }
        return figure;
    }

    private static async Task<(int ExitCode, List<string> Said)> WorkAsync(string ledger, int seed, string filler, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "FhirAdapter.Proof.dll"), WorkloadCommand.Name, ledger, $"{Batches}", $"{seed}"])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            said.Add(line);
            if (said.Count(each => each.StartsWith("FAULT", StringComparison.Ordinal)) == FaultsBeforeRoom)
                File.Delete(filler);
        }
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, said);
    }

    private static async Task<int> CallAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return -1;
        }
    }
}
