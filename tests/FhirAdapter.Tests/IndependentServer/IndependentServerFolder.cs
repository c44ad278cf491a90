namespace FhirAdapter.Tests.IndependentServer;

/// <summary>The folder tests/independent-server of the repository that these tests were built in.</summary>
internal static class IndependentServerFolder
{
    /// <summary>The folder's full path, found by walking up from the test assembly to the solution file.</summary>
    public static string Path { get; } = System.IO.Path.Combine(RepositoryRoot(), "tests", "independent-server");

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "FhirAdapter.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds FhirAdapter.sln.");
    }
}
