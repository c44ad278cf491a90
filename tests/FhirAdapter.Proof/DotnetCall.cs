using System.Diagnostics;

namespace FhirAdapter.Proof;

/// <summary>One call of <c>dotnet</c>, ended when it takes too long: a defect may make a harness wait for ever.</summary>
internal static class DotnetCall
{
    private static readonly TimeSpan UsualLimit = TimeSpan.FromMinutes(8);

    /// <summary>Calls it within the usual limit.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(arguments, UsualLimit, cancellationToken);

    /// <summary>Calls it.</summary>
    /// <param name="arguments">What it is called with.</param>
    /// <param name="mostTime">After how long it is ended.</param>
    /// <param name="cancellationToken">Ends it too.</param>
    /// <returns>The exit code, -1 where it was ended, and what it said.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(IReadOnlyList<string> arguments, TimeSpan mostTime, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(mostTime);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return (-1, "out of time");
        }
    }
}
