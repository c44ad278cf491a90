using System.Text;
using FhirAdapter.Destinations.FhirServers.Identity;

namespace FhirAdapter.Tests.Destinations.FhirServers.Identity;

public sealed class MatchReplyReaderTests
{
    private static readonly ResourceIdentity Asked = new("Patient", "urn:oid:2.999.1", "P-1");

    [Theory]
    [InlineData("certain", 1)]
    [InlineData("probable", 0)]
    [InlineData("possible", 0)]
    [InlineData("certainly-not", 0)]
    public void Only_the_grade_certain_counts(string grade, int matches) =>
        Assert.Equal(matches, Read(Entry("p1", Graded(grade, "1.0")))!.Value.Matches);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("1.0", 1)]
    [InlineData("0.99", 0)]
    public void Where_there_is_no_grade_a_full_score_is_certain(string score, int matches) =>
        Assert.Equal(matches, Read(Entry("p1", $$"""{"mode":"match","score":{{score}}}"""))!.Value.Matches);

    [Fact]
    public void A_match_without_grade_and_score_is_not_certain() => Assert.Equal(0, Read(Entry("p1", """{"mode":"match"}"""))!.Value.Matches);

    [Fact]
    public void One_who_bears_another_number_of_the_same_system_is_somebody_else()
    {
        Assert.Equal(0, Read(Entry("p1", Graded("certain", "1"), "P-2"))!.Value.Matches);
        Assert.Equal(1, Read(Entry("p1", Graded("certain", "1"), "P-2", "P-1"))!.Value.Matches);
    }

    [Fact]
    public void Several_of_whom_the_server_is_certain_are_several() =>
        Assert.Equal(2, Read(Entry("p1", Graded("certain", "1")), Entry("p2", Graded("certain", "1")))!.Value.Matches);

    [Fact]
    public void What_is_no_searchset_of_patients_is_no_answer()
    {
        Assert.Null(MatchReplyReader.Read("<html/>"u8.ToArray(), Asked));
        Assert.Null(MatchReplyReader.Read("""{"resourceType":"Bundle","type":"history"}"""u8.ToArray(), Asked));
        Assert.Null(Read("""{"resource":{"resourceType":"Person","id":"x"},"search":{"score":1}}"""));
        Assert.Equal(0, Read("""{"resource":{"resourceType":"OperationOutcome"},"search":{"mode":"outcome"}}""")!.Value.Matches);
    }

    private static string Graded(string grade, string score) =>
        $$"""{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/match-grade","valueCode":"{{grade}}"}],"score":{{score}}}""";

    private static string Entry(string id, string search, params string[] numbers)
    {
        var identifiers = string.Join(',', numbers.Select(number => $$"""{"system":"{{Asked.System}}","value":"{{number}}"}"""));
        return $$"""{"resource":{"resourceType":"Patient","id":"{{id}}","identifier":[{{identifiers}}]},"search":{{search}}}""";
    }

    private static SearchAnswer? Read(params string[] entries) => MatchReplyReader.Read(
        Encoding.UTF8.GetBytes($$"""{"resourceType":"Bundle","type":"searchset","entry":[{{string.Join(',', entries)}}]}"""), Asked);
}
