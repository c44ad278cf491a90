using System.Diagnostics;
using FhirAdapter.Tests.IndependentServer;

namespace FhirAdapter.Tests.Profiles;

/// <summary>Medplum's validator with the compiled profiles, run once for many resources.</summary>
internal static class IndependentValidator
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>The faults of each resource, in the order of the resources; none where there are none.</summary>
    public static async Task<ILookup<int, string>> FaultsAsync(IEnumerable<WrittenResource> resources)
    {
        await NodePackages.InstallAsync(IndependentServerFolder.Path, CancellationToken.None);
        using var limit = new CancellationTokenSource(Limit);
        using var node = Process.Start(NodeCommand.Node(IndependentServerFolder.Path, "validate.mjs", "--profiles", CompiledProfiles.Folder))
            ?? throw new InvalidOperationException("node could not be started.");
        try
        {
            var output = node.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = node.StandardError.ReadToEndAsync(limit.Token);
            var count = await WriteAsync(node.StandardInput, resources, limit.Token);
            await node.WaitForExitAsync(limit.Token);
            var summary = await errors;
            if (!summary.StartsWith($"{count} resources, ", StringComparison.Ordinal))
                throw new InvalidOperationException($"The validator did not look at all {count} resources, each by a profile: {summary}");
            return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t', 2)).ToLookup(
                l => int.Parse(l[0], System.Globalization.CultureInfo.InvariantCulture) - 1,
                l => l[1].Replace('\t', ' '));
        }
        finally
        {
            if (!node.HasExited)
                node.Kill(entireProcessTree: true);
        }
    }

    private static async Task<int> WriteAsync(StreamWriter input, IEnumerable<WrittenResource> resources, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var resource in resources)
        {
            await input.WriteLineAsync(resource.Json.AsMemory(), cancellationToken);
            count++;
        }

        input.Close();
        return count;
    }
}
