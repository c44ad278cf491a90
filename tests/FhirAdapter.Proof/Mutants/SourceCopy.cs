using FhirAdapter.Proof.Clinic;

namespace FhirAdapter.Proof.Mutants;

/// <summary>A copy of the product's source that can be damaged and built, and copies of the harnesses that run what was built.</summary>
internal sealed class SourceCopy : IDisposable
{
    private static readonly string[] Kept =
    [
        "src/FhirAdapter", "src/FhirAdapter.Host", "src/FhirAdapter.Sandbox", "src/BannedSymbols.txt", "profiles/servers", "profiles/terminology", "profiles/records",
        "samples/clinic", "Directory.Build.props", "Directory.Packages.props", "Directory.Runtime.props", "global.json", "README.md",
        // By this a test knows the root of the repository.
        "FhirAdapter.sln",
    ];

    private static readonly Dictionary<string, string> Assemblies = new()
    {
        ["FhirAdapter"] = "FhirAdapter.dll", ["FhirAdapter.Host"] = "fhir-adapter.dll", ["FhirAdapter.Sandbox"] = "FhirAdapter.Sandbox.dll",
    };

    private readonly string _root = SourceTree.Root();

    /// <summary>Where it is.</summary>
    public string Folder { get; } = ScratchFolder.MakeOnDisk("mutants");

    private string Sound => Path.Combine(Folder, "sound");

    /// <summary>The source that a mutant names.</summary>
    public string PathOf(string file) => Path.Combine(Folder, "src", file);

    /// <summary>Where a harness is run from: <c>FhirAdapter.Proof</c> or a test project.</summary>
    public string BinOf(string project) => Path.Combine(Folder, "run", project);

    /// <summary>Builds test projects where they stand, to be copied from there.</summary>
    public static async Task<bool> BuildTestsAsync(IEnumerable<string> projects, CancellationToken cancellationToken)
    {
        foreach (var project in projects)
        {
            var (exitCode, _) = await DotnetCall.RunAsync(["build", Path.Combine(SourceTree.Root(), "tests", project), "-c", "Release", "-v", "quiet"], cancellationToken);
            if (exitCode != 0)
                return false;
        }

        return true;
    }

    /// <summary>Copies what is needed for these test projects, which are built, and for the verbs.</summary>
    public async Task<bool> PrepareAsync(IEnumerable<string> testProjects, CancellationToken cancellationToken)
    {
        foreach (var kept in Kept)
        {
            var from = Path.Combine(_root, kept);
            if (Directory.Exists(from))
                CopyFolder(from, Path.Combine(Folder, kept), isSource: true);
            else if (File.Exists(from))
                CopyFile(from, Path.Combine(Folder, kept));
        }

        CopyFolder(AppContext.BaseDirectory, BinOf("FhirAdapter.Proof"), isSource: false);
        foreach (var project in testProjects)
            CopyFolder(Path.Combine(_root, "tests", project, "bin", "Release", "net10.0"), BinOf(project), isSource: false);

        if (!await BuildAsync("FhirAdapter.Host", [], cancellationToken))
            return false;
        Directory.CreateDirectory(Sound);
        foreach (var (project, assembly) in Assemblies)
            File.Copy(Path.Combine(Folder, "src", project, "bin", "Release", "net10.0", assembly), Path.Combine(Sound, assembly));
        Mend();
        return true;
    }

    /// <summary>Builds the project that a file belongs to, and puts it in the place of the sound one.</summary>
    public async Task<bool> BuildAsync(string file, CancellationToken cancellationToken)
    {
        var project = file.Split('/')[0];
        if (!await BuildAsync(project, ["--no-restore", "-p:BuildProjectReferences=false"], cancellationToken))
            return false;
        Put(Path.Combine(Folder, "src", project, "bin", "Release", "net10.0", Assemblies[project]));
        return true;
    }

    /// <summary>Puts the sound ones back.</summary>
    public void Mend()
    {
        foreach (var sound in Directory.EnumerateFiles(Sound))
            Put(sound);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private async Task<bool> BuildAsync(string project, string[] options, CancellationToken cancellationToken)
    {
        var (exitCode, _) = await DotnetCall.RunAsync(
            [
                "build", Path.Combine(Folder, "src", project, project + ".csproj"), "-c", "Release", "-v", "quiet", "-m:1", "-p:RunAnalyzers=false",
                "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false", "-p:GenerateDocumentationFile=false",
                // Whatever the environment says: one compiler that has seen the source before is several times as quick. It ends by itself when idle.
                "-p:UseSharedCompilation=true", .. options,
            ],
            cancellationToken);
        return exitCode == 0;
    }

    private void Put(string assembly)
    {
        foreach (var bin in Directory.EnumerateDirectories(Path.Combine(Folder, "run")))
        {
            if (Path.Combine(bin, Path.GetFileName(assembly)) is var place && File.Exists(place))
                File.Copy(assembly, place, overwrite: true);
        }
    }

    private static void CopyFolder(string from, string to, bool isSource)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (!isSource || !relative.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                CopyFile(file, Path.Combine(to, relative));
        }
    }

    private static void CopyFile(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
    }
}
