using FhirAdapter.Configuration;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Routes;
using FhirAdapter.Routes.Texts;
using FhirAdapter.Shapes;
using FhirAdapter.Terminology;
using FhirAdapter.Tests.EndToEnd;
using FhirAdapter.Tests.WriteProfiles;
using Hl7.Fhir.Model;
using Task = System.Threading.Tasks.Task;

namespace FhirAdapter.Tests.Routes;

/// <summary>What a report or a note says itself is in the language that is set.</summary>
public sealed class ReportLanguageTests
{
    private static readonly RecordMapping German = Mapping("de");

    [Fact]
    public async Task Everything_that_is_said_of_the_sample_clinic_is_called_by_a_German_word()
    {
        var words = WordFile.Read("de");
        var known = words.Names.Where(name => name.StartsWith("Label.", StringComparison.Ordinal)).Select(words.Text).ToHashSet();
        var phrases = new Phrases(Words.In("de"));
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in (await MappedAsync()).SelectMany(each => each.Resources).Where(each => each.Role != ResourceRole.Party))
        {
            // What a component measures has a name of its own.
            if (resource.Resource is Observation observation)
                known.UnionWith(observation.Component.Select(component => component.Code?.Text ?? ""));
            foreach (var (path, element) in ElementTree.Children(resource.Resource, ""))
                said.UnionWith(phrases.Of(path, element).Select(phrase => phrases.LabelOf(phrase)));
        }

        Assert.Empty(said.Except(known).Order());
    }

    [Theory]
    [InlineData("oracle-health", "Körperstelle: ", "body site: ")]
    [InlineData("athenahealth", "Nadelbehandlung DN-", "needling-procedure DN-")]
    public async Task Notes_and_reports_are_German_where_the_clinic_is(string profile, string said, string not)
    {
        var planner = RoutePlanner.Of(ProfileFolder.Profile(profile), new ShapeOptions(), [], "de")!;
        var sent = new SaidText();
        foreach (var (record, resources) in await MappedAsync())
        {
            foreach (var resource in planner.Plan(record, resources).Resources)
                SentTexts.AddLines(resource.Resource, sent);
        }

        var texts = sent.From(0).ToString();
        Assert.Contains(said, texts, StringComparison.Ordinal);
        Assert.DoesNotContain(not, texts, StringComparison.Ordinal);
    }

    private static async Task<List<(ClinicRecord Record, IReadOnlyList<MappedResource> Resources)>> MappedAsync() =>
        [.. (await SampleFiles.NewestOfAsync(40)).Select(record => (record, Assert.IsType<MappingResult.Mapped>(German.Map(record)).Resources))];

    private static RecordMapping Mapping(string language)
    {
        var terminology = TerminologySet.Load(new TerminologyOptions { Language = language }, out var errors);
        Assert.Empty(errors);
        return new(new MappingContext("https://clinic.example/fhir/id", terminology.CodeSystems, terminology.ConceptMaps, terminology.Language));
    }
}
