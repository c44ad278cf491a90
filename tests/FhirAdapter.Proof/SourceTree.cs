namespace FhirAdapter.Proof;

/// <summary>The clone that this was built in.</summary>
internal static class SourceTree
{
    /// <summary>Its root.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FhirAdapter.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("This needs the source: run it from a clone.");
    }
}
