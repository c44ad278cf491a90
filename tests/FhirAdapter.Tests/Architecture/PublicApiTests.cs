using PublicApiGenerator;

namespace FhirAdapter.Tests.Architecture;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_API_is_the_one_that_was_agreed_to()
    {
        var api = typeof(FhirAdapterServiceCollectionExtensions).Assembly.GeneratePublicApi(new ApiGeneratorOptions
        {
            ExcludeAttributes = ["System.Runtime.CompilerServices.InternalsVisibleToAttribute", "System.Reflection.AssemblyMetadataAttribute", "System.Runtime.Versioning.TargetFrameworkAttribute"],
        }).ReplaceLineEndings("\n").Trim() + "\n";
        var folder = Path.Combine(RepositoryRoot.Path, "tests", "FhirAdapter.Tests", "Architecture");
        var verified = Path.Combine(folder, "PublicApi.verified.txt");
        var received = Path.Combine(folder, "PublicApi.received.txt");
        if (File.Exists(verified) && File.ReadAllText(verified).ReplaceLineEndings("\n") == api)
            return;

        File.WriteAllText(received, api);
        Assert.Fail($"The public API changed. If that is meant, replace {Path.GetFileName(verified)} by {Path.GetFileName(received)} in the same commit.");
    }
}
