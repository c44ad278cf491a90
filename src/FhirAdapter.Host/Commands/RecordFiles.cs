namespace FhirAdapter.Host.Commands;

/// <summary>The files of records that an argument names: one file, a folder of them, or standard input.</summary>
internal static class RecordFiles
{
    private static readonly string[] Extensions = [".json", ".ndjson", ".jsonl", ".csv"];

    /// <summary>The files; nothing where there is no such file or folder.</summary>
    public static IReadOnlyList<string>? Of(string name) =>
        name == "-" || File.Exists(name) ? [name]
        : Directory.Exists(name)
            ? [.. Directory.EnumerateFiles(name).Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)]
            : null;

    /// <summary>Opens one of them.</summary>
    public static Stream Open(string path) => path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);

    /// <summary>What a person calls it.</summary>
    public static string PlaceOf(string path) => path == "-" ? "standard input" : path;

    /// <summary>The name whose extension tells what it holds; empty where there is none.</summary>
    public static string NameOf(string path) => path == "-" ? "" : Path.GetFileName(path);
}
