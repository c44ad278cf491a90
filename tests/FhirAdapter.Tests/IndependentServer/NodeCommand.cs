using System.Diagnostics;

namespace FhirAdapter.Tests.IndependentServer;

/// <summary>How to start Node and npm on this machine.</summary>
internal static class NodeCommand
{
    /// <summary>Whether an executable named node is in a folder of the PATH.</summary>
    public static bool IsOnPath => Find("node") is not null;

    /// <summary>A start of node with all three standard streams redirected.</summary>
    public static ProcessStartInfo Node(string workingDirectory, params string[] arguments) =>
        Start(Find("node") ?? throw Missing("node"), workingDirectory, arguments);

    /// <summary>A start of npm with all three standard streams redirected.</summary>
    public static ProcessStartInfo Npm(string workingDirectory, params string[] arguments) =>
        Start(Find("npm") ?? throw Missing("npm"), workingDirectory, arguments);

    private static ProcessStartInfo Start(string executable, string workingDirectory, string[] arguments) =>
        new(executable, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    private static string? Find(string name)
    {
        string[] extensions = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders
            .SelectMany(folder => extensions.Select(extension => Path.Combine(folder, name + extension)))
            .FirstOrDefault(File.Exists);
    }

    private static InvalidOperationException Missing(string name) =>
        new($"{name} is not on the PATH; the tests against the independent FHIR server need Node 20 or newer with npm.");
}
