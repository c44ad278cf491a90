using System.Diagnostics;
using System.Reflection;
using System.Text;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Terminology;
using FhirAdapter.Tests.IndependentServer;
using FhirAdapter.Tests.Records;

namespace FhirAdapter.Tests.Profiles;

public sealed class CompiledProfilesTests
{
    private static readonly string Profiles = Path.GetDirectoryName(CompiledProfiles.Folder)!;
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(3);

    [NodeFact]
    public async Task What_is_committed_is_what_the_FSH_compiles_to()
    {
        await NodePackages.InstallAsync(Profiles, CancellationToken.None);
        using var limit = new CancellationTokenSource(BuildLimit);
        using var build = Process.Start(NodeCommand.Node(Profiles, "build.mjs", "--check"))!;
        try
        {
            build.StandardInput.Close();
            var output = build.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = build.StandardError.ReadToEndAsync(limit.Token);
            await build.WaitForExitAsync(limit.Token);
            Assert.True(build.ExitCode == 0, await errors + await output);
        }
        finally
        {
            if (!build.HasExited)
                build.Kill(entireProcessTree: true);
        }
    }

    [Theory]
    [InlineData("StructureDefinition", 30)]
    [InlineData("ValueSet", 40)]
    [InlineData("CapabilityStatement", 1)]
    [InlineData("Questionnaire", 1)]
    public void Everything_that_is_compiled_is_valid_for_the_SDK(string type, int least)
    {
        var files = CompiledProfiles.Files(type).ToList();

        Assert.True(files.Count >= least, $"{files.Count} files");
        Assert.All(files, file => Assert.Equal(type, Mapped.ReadStrictly(File.ReadAllText(file)).TypeName));
    }

    [Fact]
    public void Every_extension_that_is_written_is_defined_and_no_other()
    {
        var written = typeof(Extensions).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (string)f.GetRawConstantValue()!)
            .Where(url => url.StartsWith(FhirAdapter.Records.Mapping.Profiles.BaseUrl, StringComparison.Ordinal));
        var defined = CompiledProfiles.Definitions.Where(d => d.Value.Name == "Extension").Select(d => d.Key);

        Assert.Equal(written.Order(StringComparer.Ordinal), defined.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_own_code_system_has_its_value_set() =>
        Assert.All(CodeSystems.Embedded.Names, name =>
        {
            var set = CompiledProfiles.ValueSets[$"https://fhir-adapter.example/ValueSet/{name}"];
            Assert.All(CodeSystems.Embedded[name].Codes, code => Assert.True(set.Contains(CodeSystems.BaseUrl + name, code), code));
        });

    [Fact]
    public void A_server_that_does_what_is_asked_of_it_lacks_nothing()
    {
        var statement = Encoding.UTF8.GetBytes(File.ReadAllText(CompiledProfiles.Files("CapabilityStatement").Single()));

        var server = Assert.IsType<ServerCapability>(CapabilityReader.Read(statement));
        var findings = ProbeFindings.Write(server, null, new FhirServerOptions()).Findings;

        Assert.DoesNotContain(findings, f => f.Contains("MISSING", StringComparison.Ordinal) || f.Contains("no search", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Contains("writes go by transaction", StringComparison.Ordinal));
    }
}
