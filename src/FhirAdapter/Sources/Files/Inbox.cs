using System.IO.Enumeration;

namespace FhirAdapter.Sources.Files;

/// <summary>Lists the watched folder: what is a wanted file, and what only bears the name of one.</summary>
internal sealed class Inbox(FilesSourceOptions options)
{
    private static readonly string[] UnfinishedEndings = [".part", ".tmp", ".crdownload"];
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly string[] _patterns = options.Patterns.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    private readonly DirectoryInfo _folder = new(options.Path);

    /// <summary>Looks at the folder once.</summary>
    /// <returns>The wanted files, and the names of folders and links that look like wanted files. Neither kind is ever opened.</returns>
    public (List<SeenFile> Files, List<string> NotFiles) List()
    {
        var files = new List<SeenFile>();
        var notFiles = new List<string>();
        foreach (var entry in _folder.EnumerateFileSystemInfos("*", Everything))
        {
            if (!IsWanted(entry.Name))
                continue;
            if (entry is not FileInfo file || entry.Attributes.HasFlag(FileAttributes.ReparsePoint) || entry.LinkTarget is not null)
                notFiles.Add(entry.Name);
            else if (file.Exists)
                files.Add(new SeenFile(file.Name, FileSnapshot.Of(file)));
        }

        return (files, notFiles);
    }

    public string PathOf(SeenFile file) => Path.Combine(options.Path, file.Name);

    private bool IsWanted(string name) =>
        !name.StartsWith('.')
        && name != options.DoneFolder && name != options.FailedFolder
        && !UnfinishedEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        && _patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true));
}
