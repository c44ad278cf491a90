namespace FhirAdapter.Host.Demo;

/// <summary>The folders of one demo run. Each run has its own, because the sandbox server forgets everything when it ends.</summary>
internal sealed class DemoFolders
{
    private DemoFolders(string root)
    {
        Inbox = Path.Combine(root, "inbox");
        Ledger = Path.Combine(root, "ledger.db");
    }

    /// <summary>The watched folder.</summary>
    public string Inbox { get; }

    public string Ledger { get; }

    private static string SampleClinic => Path.Combine(AppContext.BaseDirectory, "samples", "clinic");

    /// <summary>Makes the folders and puts a copy of the sample clinic into the inbox, so that the sample itself stays where it is.</summary>
    public static DemoFolders Create(DirectoryInfo? root)
    {
        var folders = new DemoFolders(root?.FullName ?? Directory.CreateTempSubdirectory("fhir-adapter-demo-").FullName);
        if (File.Exists(folders.Ledger))
            throw new InvalidDemoFolderException("--data names a folder that a demo has used already. Name an empty one, or leave --data out.");
        Directory.CreateDirectory(folders.Inbox);
        foreach (var file in Directory.EnumerateFiles(SampleClinic).Where(f => Path.GetExtension(f) is ".json" or ".ndjson" or ".csv"))
            File.Copy(file, Path.Combine(folders.Inbox, Path.GetFileName(file)));
        return folders;
    }
}
