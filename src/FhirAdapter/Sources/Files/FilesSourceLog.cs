using Microsoft.Extensions.Logging;

namespace FhirAdapter.Sources.Files;

/// <summary>What the source says. Names of files may be names of patients: only counts are logged. Event ids 2100 to 2199.</summary>
internal static partial class FilesSourceLog
{
    [LoggerMessage(2100, LogLevel.Information, "Source {Source}: file read; {Accepted} accepted, {Unchanged} unchanged, {Stale} stale, {Refused} refused.")]
    public static partial void FileRead(ILogger logger, string source, long accepted, long unchanged, long stale, long refused);

    [LoggerMessage(2101, LogLevel.Warning, "Source {Source}: a file with {Refused} refused records and {Faults} faults went to {Folder}; its report lies beside it.")]
    public static partial void FileFailed(ILogger logger, string source, long refused, long faults, string folder);

    [LoggerMessage(2109, LogLevel.Warning, "Source {Source}: unknown fields were passed over {Count} times in a file; its report lies beside it in {Folder}.")]
    public static partial void FieldsPassedOver(ILogger logger, string source, int count, string folder);

    [LoggerMessage(2102, LogLevel.Warning, "Source {Source}: a file changed while it was read; it will be read again when it is whole.")]
    public static partial void FileChanged(ILogger logger, string source);

    [LoggerMessage(2103, LogLevel.Warning, "Source {Source}: a file cannot be opened or read; its report is in {Folder}. It is tried again until it can.")]
    public static partial void FileUnreadable(ILogger logger, string source, string folder);

    [LoggerMessage(2104, LogLevel.Warning, "Source {Source}: a folder or link bears the name of a file; it stays, and its report is in {Folder}.")]
    public static partial void NotAFile(ILogger logger, string source, string folder);

    [LoggerMessage(2105, LogLevel.Error, "Source {Source}: a file was read but cannot be moved to its folder ({Cause}); it is tried again.")]
    public static partial void NotMoved(ILogger logger, string source, string cause);

    [LoggerMessage(2106, LogLevel.Error, "Source {Source}: the watched folder is missing or cannot be listed ({Cause}); it is looked for until it can.")]
    public static partial void FolderMissing(ILogger logger, string source, string cause);

    [LoggerMessage(2107, LogLevel.Information, "Source {Source}: the watched folder is there again.")]
    public static partial void FolderBack(ILogger logger, string source);

    [LoggerMessage(2108, LogLevel.Warning, "The watched folder announces no changes ({Cause}); it is polled only.")]
    public static partial void NotAnnounced(ILogger logger, string cause);
}
