using System.Diagnostics;

namespace FhirAdapter.Proof.Power;

/// <summary>Runs the workload under strace.</summary>
internal static class Strace
{
    /// <summary>Why it cannot be used here; nothing where it can.</summary>
    public static async Task<string?> MissingAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
            return "strace is for Linux";
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "strace"))))
            return "strace is not installed (Debian: apt-get install strace)";
        // Installed and not allowed is common in containers: only trying tells.
        var start = new ProcessStartInfo("strace") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-f", "--seccomp-bpf", "-qq", "-e", "trace=openat", "-o", "/dev/null", "true"])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? null : $"strace may not trace here ({errors.Split('\n')[0].Trim()})";
    }

    /// <summary>Runs the workload to its end.</summary>
    /// <returns>Its exit code and what it said.</returns>
    public static async Task<(int ExitCode, List<string> Said)> RunAsync(
        string[] options, string ledger, int batches, int seed, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("strace") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-f", "--seccomp-bpf", "-qq", .. options, "dotnet", Path.Combine(AppContext.BaseDirectory, "FhirAdapter.Proof.dll"),
            WorkloadCommand.Name, ledger, $"{batches}", $"{seed}"])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var said = (await process.StandardOutput.ReadToEndAsync(cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            said.Add("STDERR " + string.Join(' ', (await errors).Split('\n').TakeLast(4)));
        return (process.ExitCode, said);
    }
}
