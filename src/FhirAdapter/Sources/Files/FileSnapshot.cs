using Microsoft.Win32.SafeHandles;

namespace FhirAdapter.Sources.Files;

/// <summary>What tells whether a file changed.</summary>
/// <param name="Length">Its size in bytes.</param>
/// <param name="WriteTime">When it was last written, UTC.</param>
internal readonly record struct FileSnapshot(long Length, DateTime WriteTime)
{
    public static FileSnapshot Of(FileInfo file) => new(file.Length, file.LastWriteTimeUtc);

    public static FileSnapshot Of(SafeFileHandle handle) => new(RandomAccess.GetLength(handle), File.GetLastWriteTimeUtc(handle));
}
