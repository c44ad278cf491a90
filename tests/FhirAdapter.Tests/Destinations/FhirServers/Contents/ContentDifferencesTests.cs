using System.Text;
using FhirAdapter.Destinations.FhirServers.Contents;

namespace FhirAdapter.Tests.Destinations.FhirServers.Contents;

public sealed class ContentDifferencesTests
{
    private const string Sent = """
        {"resourceType":"Observation","identifier":[{"system":"u","value":"1"}],"status":"final","code":{"coding":[{"system":"a","code":"1"},{"system":"b","code":"2"}],"text":"Pain"},
         "subject":{"reference":"Patient/1"},"partOf":[{"reference":"urn:uuid:0"}],"effectiveDateTime":"2026-11-20T17:05:00+01:00","valueQuantity":{"value":0.30,"unit":"mm"},
         "note":[{"text":"one line"},{"text":"another, longer one"}]}
        """;

    [Theory]
    [InlineData("\"value\":0.30", "\"value\":0.3")]
    [InlineData("2026-11-20T17:05:00+01:00", "2026-11-20T16:05:00Z")]
    [InlineData("2026-11-20T17:05:00+01:00", "2026-11-20T16:05:00.000+00:00")]
    [InlineData("\"Patient/1\"", "\"https://ehr.example/fhir/Patient/1\"")]
    [InlineData("urn:uuid:0", "Procedure/9")]
    [InlineData("""{"system":"a","code":"1"},{"system":"b","code":"2"}""", """{"system":"b","code":"2"},{"system":"c","code":"3"},{"system":"a","code":"1"}""")]
    [InlineData("{\"resourceType\":\"Observation\"", "{\"resourceType\":\"Observation\",\"id\":\"7\",\"meta\":{\"versionId\":\"1\"},\"issued\":\"2026-11-20T17:06:00Z\"")]
    public void What_says_the_same_does_not_differ(string ours, string theirs) => Assert.Equal("", Between(ours, theirs));

    [Theory]
    [InlineData("\"value\":0.30", "\"value\":0.31", "Observation.valueQuantity.value Changed")]
    [InlineData("2026-11-20T17:05:00+01:00", "2026-11-20T17:05:00Z", "Observation.effectiveDateTime Changed")]
    [InlineData("2026-11-20T17:05:00+01:00", "2026-11-20", "Observation.effectiveDateTime Shortened")]
    [InlineData("another, longer one", "another, lon…", "Observation.note.text Shortened")]
    [InlineData(""",{"text":"another, longer one"}""", "", "Observation.note Missing")]
    [InlineData("""{"system":"a","code":"1"},""", "", "Observation.code.coding Missing")]
    [InlineData("\"status\":\"final\",", "", "Observation.status Missing")]
    [InlineData("\"Patient/1\"", "\"Patient/11\"", "Observation.subject.reference Changed")]
    [InlineData("\"status\":\"final\"", "\"status\":\"final\",\"modifierExtension\":[{\"url\":\"x\"}]", "Observation.modifierExtension Added")]
    [InlineData("""[{"system":"u","value":"1"}]""", "[]", "Observation.identifier Missing")]
    public void What_differs_is_named_by_its_path(string ours, string theirs, string difference) => Assert.Equal(difference, Between(ours, theirs));

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"resourceType":"Condition"}""")]
    public void What_is_no_such_resource_cannot_be_compared(string there) =>
        Assert.Null(ContentDifferences.Between(Encoding.UTF8.GetBytes(Sent), Encoding.UTF8.GetBytes(there), "Observation"));

    [Theory]
    [InlineData("\"status\":\"final\"", "\"status\":\"final\"", nameof(ContentMatch.Same))]
    [InlineData("""[{"system":"u","value":"1"}]""", "[]", nameof(ContentMatch.Same))]
    [InlineData(""",{"text":"another, longer one"}""", "", nameof(ContentMatch.LooksAlike))]
    [InlineData("another, longer one", "another", nameof(ContentMatch.LooksAlike))]
    [InlineData("\"effectiveDateTime\":\"2026-11-20T17:05:00+01:00\",", "", nameof(ContentMatch.Different))]
    [InlineData("\"value\":0.30", "\"value\":0.31", nameof(ContentMatch.Different))]
    public void A_resource_is_told_by_what_speaks_against_it(string ours, string theirs, string match) => Assert.Equal(
        match,
        ContentMatching.Judge(Encoding.UTF8.GetBytes(Sent), Changed(ours, theirs), "Observation", difference => difference.IsAt("Observation.identifier")).ToString());

    private static string Between(string ours, string theirs) => string.Join(
        ", ", ContentDifferences.Between(Encoding.UTF8.GetBytes(Sent), Changed(ours, theirs), "Observation")!.Select(each => $"{each.Path} {each.Kind}"));

    private static byte[] Changed(string ours, string theirs)
    {
        Assert.Contains(ours, Sent, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(Sent.Replace(ours, theirs, StringComparison.Ordinal));
    }
}
