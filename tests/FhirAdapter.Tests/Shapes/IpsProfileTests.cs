using System.Diagnostics;
using System.Text;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Shapes;
using FhirAdapter.Tests.Architecture;
using FhirAdapter.Tests.EndToEnd;
using FhirAdapter.Tests.IndependentServer;
using FhirAdapter.Tests.Records;
using Hl7.Fhir.Model;
using Task = System.Threading.Tasks.Task;

namespace FhirAdapter.Tests.Shapes;

/// <summary>
/// The sample clinic in the shape of IPS, looked at by Medplum's validator with the profiles of IPS 2.0.0. The profiles in ips-2.0.0 are the
/// published ones (CC0) without their explanations, and without the version in the canonicals, which that validator cannot read.
/// </summary>
public sealed class IpsProfileTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly RecordShape Shape = RecordShape.Of(new ShapeOptions { Kind = ShapeKind.Ips })!;

    [NodeFact]
    public async Task Every_Procedure_and_Condition_of_the_sample_clinic_fits_its_IPS_profile()
    {
        var resources = await ShapedAsync();

        var (faults, summary) = await ValidateAsync(resources);

        Assert.Equal("", faults);
        Assert.StartsWith($"{resources.Count} resources, 0 faults", summary, StringComparison.Ordinal);
    }

    [NodeFact]
    public async Task What_does_not_fit_is_found()
    {
        var resources = (await ShapedAsync()).OfType<Procedure>().Take(3).ToList();
        resources[0].Performed = null;
        resources[1].Subject.Reference = null;
        resources[2].Code = null;

        var (faults, _) = await ValidateAsync(resources);

        Assert.Contains("1\tProcedure-uv-ips\tProcedure.performed[x]\tMissing required property", faults, StringComparison.Ordinal);
        Assert.Contains("2\tProcedure-uv-ips\tProcedure.subject.reference\tMissing required property", faults, StringComparison.Ordinal);
        Assert.Contains("3\tProcedure-uv-ips\tProcedure.code\tMissing required property", faults, StringComparison.Ordinal);
    }

    // As a destination does, each reference that has to be resolved is given an id before it is sent.
    private static async Task<List<Resource>> ShapedAsync()
    {
        var shaped = (await SampleFiles.NewestAsync()).SelectMany(record => Shape.Apply(record, Mapped.Of(record).Resources).Resources)
            .Where(r => r.Resource is Procedure or Condition).ToList();
        foreach (var reference in shaped.SelectMany(r => r.References).Where(r => r.Required))
            reference.Element.Reference = reference.TargetType + "/1";
        return [.. shaped.Select(r => r.Resource)];
    }

    private static async Task<(string Faults, string Summary)> ValidateAsync(IReadOnlyList<Resource> resources)
    {
        await NodePackages.InstallAsync(IndependentServerFolder.Path, CancellationToken.None);
        using var limit = new CancellationTokenSource(Limit);
        var profiles = Path.Combine(RepositoryRoot.Path, "tests", "FhirAdapter.Tests", "Shapes", "ips-2.0.0");
        using var node = Process.Start(NodeCommand.Node(IndependentServerFolder.Path, "validate.mjs", "--profiles", profiles))!;
        try
        {
            var output = node.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = node.StandardError.ReadToEndAsync(limit.Token);
            foreach (var resource in resources)
                await node.StandardInput.WriteLineAsync(Encoding.UTF8.GetString(ResourceJson.ToUtf8(resource)).AsMemory(), limit.Token);
            node.StandardInput.Close();
            await node.WaitForExitAsync(limit.Token);
            return (await output, await errors);
        }
        finally
        {
            if (!node.HasExited)
                node.Kill(entireProcessTree: true);
        }
    }
}
