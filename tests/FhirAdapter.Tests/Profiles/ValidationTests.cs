using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Tests.EndToEnd;
using FhirAdapter.Tests.IndependentServer;
using FhirAdapter.Tests.Profiles.Checks;
using FhirAdapter.Tests.Records;
using FhirAdapter.Tests.Records.Generated;

namespace FhirAdapter.Tests.Profiles;

/// <summary>Everything the adapter writes keeps its profile, for three validators that have nothing in common.</summary>
public sealed class ValidationTests
{
    private const int Generated = 2_000;

    private static IEnumerable<WrittenResource> OfSituations =>
        WrittenResource.Of(Situations.All.Values).Concat(WrittenResource.RetractionsOf(Situations.All.Values));

    [Fact]
    public void Every_situation_and_what_takes_it_back_passes_the_SDK_and_the_own_checks() => AssertNoFaults([.. OfSituations]);

    [NodeFact]
    public async Task Every_situation_and_what_takes_it_back_passes_the_independent_validator() => await AssertIndependentAsync([.. OfSituations]);

    [Fact]
    public async Task The_sample_clinic_passes_the_SDK_and_the_own_checks() => AssertNoFaults(WrittenResource.Of(await SampleFiles.NewestAsync()));

    [NodeFact]
    public async Task The_sample_clinic_passes_the_independent_validator() =>
        await AssertIndependentAsync(WrittenResource.Of(await SampleFiles.NewestAsync()));

    [Fact]
    public void Two_thousand_generated_records_pass_the_SDK_and_the_own_checks() =>
        GeneratedRecords.Any.Sample(record => AssertNoFaults(WrittenResource.Of([record])), iter: Generated, threads: 1);

    [NodeFact]
    public async Task Two_thousand_generated_records_pass_the_independent_validator()
    {
        List<ClinicRecord> records = [];
        GeneratedRecords.Any.Sample(records.Add, iter: Generated, threads: 1);
        await AssertIndependentAsync(WrittenResource.Of(records));
    }

    private static void AssertNoFaults(List<WrittenResource> resources)
    {
        Assert.NotEmpty(resources);
        foreach (var resource in resources)
        {
            var faults = SdkCheck.Faults(resource).Concat(OwnChecks.Faults(resource)).ToList();
            Assert.True(faults.Count == 0, $"{string.Join('\n', faults)}\n{resource.Json}");
        }
    }

    private static async Task AssertIndependentAsync(List<WrittenResource> resources)
    {
        var faults = await IndependentValidator.FaultsAsync(resources);
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(5).Select(f => $"{f.First()}\n{resources[f.Key].Json}")));
    }
}
