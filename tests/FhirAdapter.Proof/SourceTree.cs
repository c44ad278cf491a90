using System.ComponentModel;
using System.Diagnostics;

namespace FhirAdapter.Proof;

/// <summary>The clone that this was built in.</summary>
internal static class SourceTree
{
    /// <summary>Its root.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FhirAdapter.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("This needs the source: run it from a clone.");
    }

    /// <summary>Whether the clone differs from its commit; not known, and so not said, where there is no git or no clone.</summary>
    public static bool IsChanged()
    {
        var start = new ProcessStartInfo("git") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--no-optional-locks", "-C", AppContext.BaseDirectory, "status", "--porcelain"])
            start.ArgumentList.Add(argument);
        try
        {
            using var git = Process.Start(start)!;
            var changes = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 && changes.Length > 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
