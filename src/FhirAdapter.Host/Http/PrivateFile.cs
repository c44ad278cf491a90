namespace FhirAdapter.Host.Http;

/// <summary>Says whether a secret's file is there and for its owner only.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Adds what is wrong with it, if anything is.</summary>
    public static void Check(string setting, string path, List<string> errors)
    {
        if (!File.Exists(path))
            errors.Add($"{setting} is not there: {path}.");
        else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            errors.Add($"{setting} can be read or written by others: {path}. Make it the owner's only: chmod 600.");
    }
}
