namespace FhirAdapter.Tests.IndependentServer;

public sealed class NodePackagesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("node-packages-").FullName;

    private string Lock => Path.Combine(_folder, "package-lock.json");

    private string Installed => Path.Combine(_folder, "node_modules", ".package-lock.json");

    public NodePackagesTests()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Installed)!);
        File.WriteAllText(Lock, "{}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Packages_whose_install_did_not_end_are_not_current() => Assert.False(NodePackages.AreCurrent(_folder));

    [Fact]
    public void Packages_are_current_until_the_lock_file_is_newer()
    {
        File.WriteAllText(Installed, "{}");
        File.SetLastWriteTimeUtc(Installed, File.GetLastWriteTimeUtc(Lock));
        Assert.True(NodePackages.AreCurrent(_folder));

        File.SetLastWriteTimeUtc(Lock, File.GetLastWriteTimeUtc(Installed).AddSeconds(1));
        Assert.False(NodePackages.AreCurrent(_folder));
    }
}
