using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FhirAdapter.Configuration;
using FhirAdapter.Records;
using FhirAdapter.Routes;
using FhirAdapter.Shapes;
using FhirAdapter.Tests.Architecture;
using FhirAdapter.Tests.Records;
using FhirAdapter.WriteProfiles;
using FhirAdapter.WriteProfiles.Reading;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Configuration;

namespace FhirAdapter.Tests.WriteProfiles;

/// <summary>What the READMEs tell to write is taken as it stands there.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<string> Settings =>
        [.. Blocks("README.md").Where(block => block.Contains("\"WriteProfile\"", StringComparison.Ordinal) && block.Contains("\"FhirAdapter\"", StringComparison.Ordinal))];

    [Fact]
    public void There_are_settings_for_an_open_server_and_two_vendors() => Assert.Equal(3, Settings.Count);

    [Theory]
    [MemberData(nameof(Settings))]
    public void The_settings_to_connect_a_hospital_can_be_used(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var configuration = new ConfigurationBuilder().AddJsonStream(stream)
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("FhirAdapter:Identity:System", "https://clinic.example/fhir/id")]).Build();

        // The keys and tokens of the example are on no machine.
        Assert.DoesNotContain(
            AdapterSettings.Read(configuration).Errors,
            error => !error.Contains(":KeyFolder", StringComparison.Ordinal) && !error.Contains(":TokenFile", StringComparison.Ordinal));
    }

    [Fact]
    public void The_server_that_is_added_step_by_step_plans_records()
    {
        var folder = Directory.CreateTempSubdirectory("northwind-");
        try
        {
            var json = Blocks("profiles/servers/README.md").Single(block => block.Contains("\"northwind\"", StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(folder.FullName, "northwind.json"), json);
            Assert.Empty(SchemaCheck.Faults(JsonNode.Parse(File.ReadAllText(Path.Combine(ProfileFolder.Shipped, "write-profile.schema.json")))!, JsonNode.Parse(json)!));
            var profile = WriteProfileReader.Read(new WriteProfileOptions { Name = "northwind", Folder = folder.FullName }, "here", out var faults);
            Assert.Empty(faults);

            var planned = RoutePlanner.Of(profile, new ShapeOptions(), [])!.Plan(Situations.CompletedWithTwoSites, Mapped.Of(Situations.CompletedWithTwoSites).Resources);

            Assert.Null(planned.Failure);
            Assert.IsType<DocumentReference>(planned.Resources.Single(resource => resource.Role == ResourceRole.Main).Resource);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Answers_are_to_the_questions_of_the_published_questionnaire()
    {
        var published = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "profiles", "compiled", "Questionnaire-needling-session.json")))!;
        Mapped.ReadStrictly(published.ToJsonString());
        var questions = published["item"]!.AsArray().ToDictionary(item => item!["linkId"]!.GetValue<string>(), item => item!);
        var planner = RoutePlanner.Of(ProfileFolder.Profile("athenahealth"), new ShapeOptions(), [])!;
        ClinicRecord[] records = [Situations.CompletedWithTwoSites, Situations.Present, Situations.NrsZeroAfter];

        foreach (var record in records)
        {
            var response = Assert.IsType<QuestionnaireResponse>(planner.Plan(record, Mapped.Of(record).Resources).Resources.Single(r => r.Role == ResourceRole.Main).Resource);
            Assert.Equal($"{published["url"]}|{published["version"]}", response.Questionnaire);
            Assert.All(response.Item, item =>
            {
                var question = questions[item.LinkId!];
                Assert.True(item.Answer.Count == 1 || question["repeats"]?.GetValue<bool>() == true, item.LinkId);
                Assert.All(item.Answer, answer => Assert.Equal(question["type"]!.GetValue<string>().Replace("text", "string", StringComparison.Ordinal), answer.Value!.TypeName.ToLowerInvariant().Replace("datetime", "dateTime", StringComparison.Ordinal)));
            });
            Assert.All(questions.Where(q => q.Value["required"]?.GetValue<bool>() == true), q => Assert.Contains(response.Item, item => item.LinkId == q.Key));
        }
    }

    private static IEnumerable<string> Blocks(string file) =>
        Json().Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Path, file))).Select(match => match.Groups["json"].Value);

    [GeneratedRegex(@"^ *```json\r?\n(?<json>.*?)^ *```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Json();
}
