using FhirAdapter.Tests.IndependentServer;
using FhirAdapter.Tests.Profiles.Checks;
using Xunit.Abstractions;

namespace FhirAdapter.Tests.Profiles;

/// <summary>The three validators bite: each planted fault is found by one of them at least, and without it the resource passes all.</summary>
public sealed class PlantedFaultsTests(ITestOutputHelper output)
{
    [NodeFact]
    public async Task Each_planted_fault_is_found_and_the_sound_resource_passes()
    {
        var sound = PlantedFaults.All.Select(f => f.Sound()).ToList();
        var faulty = PlantedFaults.All.Select(f => f.Faulty()).ToList();
        var independent = await IndependentValidator.FaultsAsync([.. sound, .. faulty]);

        List<string> wrong = [];
        int[] alone = [0, 0, 0];
        for (var i = 0; i < faulty.Count; i++)
        {
            var name = PlantedFaults.All[i].Name;
            string[] before = [.. SdkCheck.Faults(sound[i]), .. independent[i], .. OwnChecks.Faults(sound[i])];
            if (before.Length > 0)
                wrong.Add($"{name}: faults without it: {string.Join("; ", before)}");
            string?[] found = [SdkCheck.Faults(faulty[i]).FirstOrDefault(), independent[faulty.Count + i].FirstOrDefault(), OwnChecks.Faults(faulty[i]).FirstOrDefault()];
            output.WriteLine($"{(found[0] is null ? "-" : "SDK"),-4}{(found[1] is null ? "-" : "Medplum"),-8}{(found[2] is null ? "-" : "own"),-4}{name}: {found.FirstOrDefault(f => f is not null)}");
            if (found.All(f => f is null))
                wrong.Add($"{name}: nobody finds it");
            if (found.Count(f => f is not null) == 1)
                alone[Array.FindIndex(found, f => f is not null)]++;
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.All(alone, count => Assert.True(count > 0, $"one of the three finds nothing that the others do not: {string.Join(", ", alone)}"));
    }
}
