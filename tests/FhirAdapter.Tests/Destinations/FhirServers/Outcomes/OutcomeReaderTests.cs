using System.Text;
using FhirAdapter.Destinations.FhirServers.Outcomes;

namespace FhirAdapter.Tests.Destinations.FhirServers.Outcomes;

public sealed class OutcomeReaderTests
{
    [Fact]
    public void The_first_error_gives_code_and_path_and_nothing_of_its_text()
    {
        var issue = Read("""
            {"resourceType":"OperationOutcome","text":{"div":"<div>Anna</div>"},"issue":[
              {"severity":"warning","code":"informational","expression":["Observation.note"]},
              {"severity":"error","code":"required","diagnostics":"Anna Muster has no status","location":["/f:x"],"expression":["Observation.status"]},
              {"severity":"fatal","code":"exception"}]}
            """);

        Assert.Equal(new OutcomeIssue("required", "Observation.status", false, null), issue);
        Assert.DoesNotContain("Anna", issue.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Observation.where(id='Anna')")]
    [InlineData("Anna Muster")]
    [InlineData("PetersonAnna19700412")]
    [InlineData("Patient.Anna")]
    [InlineData("Patient.name[Anna]")]
    [InlineData("Patient.name.ofType(Anna)")]
    [InlineData("Anna().status")]
    [InlineData("/f:Observation/f:subject")]
    public void A_path_that_could_hold_a_value_is_dropped(string path) =>
        Assert.Null(Read($$"""{"issue":[{"severity":"error","code":"invalid","expression":["{{path}}"]}]}""")!.Value.Path);

    [Theory]
    [InlineData("Observation.status")]
    [InlineData("Procedure.bodySite[0].coding[1].code")]
    [InlineData("Bundle.entry[3].resource.ofType(Observation).value.ofType(Quantity).unit")]
    [InlineData("Observation.valueQuantity.unit")]
    [InlineData("Condition.subject.resolve()")]
    [InlineData("Procedure.performer[0].actor.reference")]
    [InlineData("Condition.code.coding.extension[0].valueString")]
    public void A_path_of_names_that_FHIR_has_is_told(string path) =>
        Assert.Equal(path, Read($$"""{"issue":[{"severity":"error","code":"invalid","expression":["{{path}}"]}]}""")!.Value.Path);

    [Theory]
    [InlineData("""{"issue":["x",{"severity":"error","code":"invalid","diagnostics":"\ud83d","location":["\ud83d"]}]}""")]
    [InlineData("""{"issue":[{"severity":"error","code":"invalid","details":{"text":"\ud83d","coding":["\ud83d"]}}]}""")]
    public void A_text_that_is_half_of_a_character_ends_nothing(string outcome) => _ = Read(outcome);

    [Theory]
    [InlineData("Transaction requires strict isolation but has too many entries", null)]
    [InlineData("Transaction contains more update operations than allowed", null)]
    [InlineData("The number of entries in the bundle exceeded the configured limit of 500.", 500)]
    [InlineData("Bundle has 600 entries, the maximum is 100", 100)]
    public void A_text_about_too_many_entries_is_understood(string text, int? most)
    {
        var issue = Read($$$"""{"issue":[{"severity":"error","code":"invalid","details":{"text":"{{{text}}}"}}]}""")!.Value;

        Assert.True(issue.TooMany);
        Assert.Equal(most, issue.Most);
    }

    [Theory]
    [InlineData("Observation.code is required")]
    [InlineData("Entry refers to a missing patient")]
    public void Another_text_is_not(string text) =>
        Assert.False(Read($$"""{"issue":[{"severity":"error","code":"invalid","diagnostics":"{{text}}"}]}""")!.Value.TooMany);

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"issue":[{"severity":"error","code":"inv""")]
    [InlineData("""{"issue":7}""")]
    [InlineData("""{"issue":[7]}""")]
    [InlineData("""{"issue":[{"severity":"information","code":"informational"}]}""")]
    public void What_names_no_error_tells_nothing(string body) => Assert.Null(Read(body));

    private static OutcomeIssue? Read(string body) => OutcomeReader.Read(Encoding.UTF8.GetBytes(body));
}
