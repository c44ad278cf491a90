namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>Reads the bearer token from its file.</summary>
internal static class BearerToken
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>The token, or <see langword="null"/> where the file cannot be read, is open to others, or holds no token.</summary>
    public static async Task<string?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != 0)
                return null;
            if (new FileInfo(path).Length > MaxBytes)
                return null;
            var token = (await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)).Trim();
            return token.Length > 0 && token.All(char.IsAscii) && !token.Any(each => char.IsControl(each) || each == ' ') ? token : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
