using System.Text;
using FhirAdapter.Destinations.FhirServers.Identity;

namespace FhirAdapter.Tests.Destinations.FhirServers.Identity;

public sealed class SearchReplyReaderTests
{
    private static readonly ResourceIdentity A = new("Patient", "s", "A");

    [Fact]
    public void Each_identity_gets_the_resources_that_bear_exactly_it()
    {
        var (found, hasMore) = Read("""
            {"resourceType":"Bundle","type":"searchset","entry":[
              {"resource":{"resourceType":"Patient","id":"1","meta":{"versionId":"7"},"identifier":[{"system":"s","value":"A"},{"system":"t","value":"x"}]}},
              {"resource":{"resourceType":"Patient","id":"2","identifier":[{"system":"s","value":"B"},{"system":"s","value":"B"}]}},
              {"resource":{"resourceType":"Patient","id":"3","identifier":[{"system":"s","value":"a"}]}},
              {"resource":{"resourceType":"Patient","id":"4","identifier":[{"system":"s","value":"C"}]}},
              {"resource":{"resourceType":"Patient","id":"5","identifier":[{"system":"s","value":"C"}]}},
              {"resource":{"resourceType":"OperationOutcome","issue":[]},"search":{"mode":"outcome"}}]}
            """)!.Value;

        Assert.False(hasMore);
        Assert.Equal(new SearchAnswer(1, new RemoteId("Patient", "1", "7")), found[A]);
        Assert.Equal(1, found[A with { Value = "B" }].Matches);
        Assert.Equal(2, found[A with { Value = "C" }].Matches);
    }

    [Fact]
    public void A_further_page_is_seen() => Assert.True(Read(
        """{"resourceType":"Bundle","type":"searchset","link":[{"relation":"self","url":"x"},{"relation":"next","url":"y"}]}""")!.Value.HasMore);

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"resourceType":"Bundle","type":"history"}""")]
    [InlineData("""{"resourceType":"OperationOutcome","issue":[{"severity":"error"}]}""")]
    [InlineData("""{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Pat""")]
    [InlineData("""{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Patient","id":"../x"}}]}""")]
    public void What_is_no_whole_searchset_is_no_answer(string body) => Assert.Null(Read(body));

    private static (Dictionary<ResourceIdentity, SearchAnswer> Found, bool HasMore)? Read(string body) =>
        SearchReplyReader.Read(Encoding.UTF8.GetBytes(body), "Patient");
}
