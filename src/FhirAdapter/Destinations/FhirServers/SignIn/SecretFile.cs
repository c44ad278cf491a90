using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>A file that holds one secret on one line. Only its owner may have access to it.</summary>
internal static class SecretFile
{
    private const int MaxBytes = 64 * 1024;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>What is wrong with the file and how it is mended; nothing where it can be used.</summary>
    public static string? Wrong(string path)
    {
        try
        {
            if (!File.Exists(path))
                return $"names {path}, which is not there";
            if (IsOpenToOthers(path))
                return $"names {path}, which others than its owner can read or change; run: chmod 600 {path}";
            using var file = File.OpenRead(path);
            return file.Length is > 0 and <= MaxBytes ? null : $"names {path}, which must hold 1 to {MaxBytes} bytes";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"names {path}, which cannot be read; give the account that runs the adapter access to it";
        }
    }

    /// <summary>Whether the mode of a file or folder gives others any access.</summary>
    public static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;

    /// <summary>The secret without the line's end, or why it cannot be had.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">The setting that names it, for the failure.</param>
    /// <param name="isValid">Whether each character may stand in the secret.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<(string? Secret, Failure? Failure)> ReadAsync(
        string path, string key, Func<char, bool> isValid, CancellationToken cancellationToken)
    {
        try
        {
            if (!IsOpenToOthers(path) && new FileInfo(path).Length <= MaxBytes)
            {
                var text = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
                // A space may be part of a password, never of a token.
                var secret = isValid(' ') ? text.Trim('\r', '\n') : text.Trim();
                if (secret.Length > 0 && secret.All(isValid))
                    return (secret, null);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Told below, with the mend; the exception's text adds nothing that a person needs.
        }
        return (null, new Failure(FailureCode.Unauthorized, $"SignIn:{key}", "a file that holds the secret on one line and that only its owner can read (mode 0600)"));
    }

    /// <summary>What may stand in a bearer token.</summary>
    public static bool IsTokenCharacter(char each) => each is > ' ' and < (char)0x7f;

    /// <summary>What may stand in a password or client secret.</summary>
    public static bool IsPasswordCharacter(char each) => !char.IsControl(each);
}
