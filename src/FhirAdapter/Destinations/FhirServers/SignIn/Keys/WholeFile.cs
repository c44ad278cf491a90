namespace FhirAdapter.Destinations.FhirServers.SignIn.Keys;

/// <summary>Writes small files whole or not at all: a neighbour first, flushed, then renamed.</summary>
internal static class WholeFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Write(string path, ReadOnlySpan<byte> content, bool isSecret)
    {
        var neighbour = path + ".new";
        File.Delete(neighbour);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = isSecret ? Owner : Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        using (var file = new FileStream(neighbour, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(neighbour, path, overwrite: true);
    }
}
