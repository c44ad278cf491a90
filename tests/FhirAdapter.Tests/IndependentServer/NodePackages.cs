using System.Diagnostics;

namespace FhirAdapter.Tests.IndependentServer;

/// <summary>Brings the npm packages of a folder to what its lock file says, once, however many test processes ask at the same time.</summary>
internal static class NodePackages
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs <c>npm ci</c> in the folder when its packages are missing or older than the lock file; else does nothing.</summary>
    /// <exception cref="InvalidOperationException">npm failed, or it or another process's npm took more than three minutes.</exception>
    public static async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        if (AreCurrent(folder))
            return;

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(InstallLimit);
        try
        {
            await using var turn = await TakeTurnAsync(folder, limit.Token);
            if (!AreCurrent(folder))
                await RunNpmAsync(folder, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"npm ci in {folder} did not end within {InstallLimit.TotalMinutes} minutes.");
        }
    }

    /// <summary>npm writes node_modules/.package-lock.json last, so an install that was cut short does not count.</summary>
    internal static bool AreCurrent(string folder)
    {
        var installed = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
        return installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json"));
    }

    /// <summary>A file that is open without sharing keeps other processes out, and the operating system lets go of it if this one dies.</summary>
    private static async Task<FileStream> TakeTurnAsync(string folder, CancellationToken cancellationToken)
    {
        // Below obj, where it is ignored by git and apart from node_modules, which npm ci removes.
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "obj")).FullName, "npm-ci.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(RetryInterval, TimeProvider.System, cancellationToken);
            }
        }
    }

    private static async Task RunNpmAsync(string folder, CancellationToken cancellationToken)
    {
        using var npm = Process.Start(NodeCommand.Npm(folder, "ci", "--no-audit", "--no-fund"))
            ?? throw new InvalidOperationException("npm could not be started.");
        npm.StandardInput.Close();
        try
        {
            var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
            await npm.WaitForExitAsync(cancellationToken);
            if (npm.ExitCode != 0)
                throw new InvalidOperationException($"npm ci in {folder} ended with {npm.ExitCode}.\n{await output}\n{await errors}");
        }
        finally
        {
            if (!npm.HasExited)
                npm.Kill(entireProcessTree: true);
        }
    }
}
