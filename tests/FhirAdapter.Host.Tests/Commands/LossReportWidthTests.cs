using FhirAdapter.Operations;

namespace FhirAdapter.Host.Tests.Commands;

/// <summary>The loss report is printed and signed, so that it has to fit on a page.</summary>
public sealed class LossReportWidthTests
{
    private const int Page = 120;

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task The_loss_report_of_the_sample_clinic_is_no_wider_than_a_page(string profile)
    {
        var folder = Directory.CreateTempSubdirectory("fhir-adapter-width-").FullName;
        var plan = await AdapterProcess.RunAsync(folder, null, null, "plan", SampleClinic, "--profile", profile, "--summary");
        Directory.Delete(folder, recursive: true);

        Assert.Contains("1,310 records", plan.Output, StringComparison.Ordinal);
        // An address is never broken.
        Assert.All(plan.Output.Split('\n').Where(line => !line.Contains("http", StringComparison.Ordinal)), line => Assert.InRange(line.TrimEnd().Length, 0, Page));
    }

    public static TheoryData<string> Profiles => [.. RecordPlanner.ShippedProfiles];

    private static string SampleClinic => Path.Combine(AppContext.BaseDirectory, "samples", "clinic");
}
