using System.Text;
using CsCheck;
using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Identity;

namespace FhirAdapter.Tests.Destinations.FhirServers.Bundles;

public sealed class BundleReplyReaderTests
{
    private const string Whole = """
        {"entry":[
          {"response":{"status":"201 Created","location":"https://h/fhir/Procedure/p1/_history/1","etag":"W/\"1\"","lastModified":"2026-11-20T10:00:00Z"}},
          {"resource":{"resourceType":"Observation","meta":{"tag":[{"code":"x"}],"versionId":"v9"},"id":"o1","contained":[{"resourceType":"Patient","id":"no"}]},
           "response":{"status":"200"}},
          {"response":{"status":"422 Unprocessable","outcome":{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid","expression":["Observation.code"]}]}}},
          {"fullUrl":"urn:x","response":{"location":"Condition/c1","status":"200 OK"}}],
         "type":"transaction-response","resourceType":"Bundle"}
        """;

    [Fact]
    public void Each_entry_is_read_whatever_the_order_of_its_fields()
    {
        var entries = Read(Whole, 4)!;

        Assert.Equal((201, new RemoteId("Procedure", "p1", "1"), "1"), (entries[0].Status, entries[0].Remote, entries[0].Version));
        Assert.Equal((200, new RemoteId("Observation", "o1", "v9"), "v9"), (entries[1].Status, entries[1].Remote, entries[1].Version));
        Assert.Equal((422, "invalid", "Observation.code"), (entries[2].Status, entries[2].Issue?.Code, entries[2].Issue?.Path));
        Assert.Equal((200, new RemoteId("Condition", "c1", null), null), (entries[3].Status, entries[3].Remote, entries[3].Version));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(0)]
    public void Another_number_of_entries_than_were_sent_is_no_answer(int sent) => Assert.Null(Read(Whole, sent));

    [Fact]
    public void An_answer_that_is_cut_anywhere_is_no_answer()
    {
        for (var length = 0; length < Whole.Length; length++)
            Assert.Null(Read(Whole[..length], 4));
    }

    [Theory]
    [InlineData("<html>Sign in</html>")]
    [InlineData("""{"resourceType":"Bundle","type":"searchset","entry":[]}""")]
    [InlineData("""{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"exception"}]}""")]
    [InlineData("""{"resourceType":"Bundle","type":"transaction-response"}""")]
    [InlineData("""{"resourceType":"Bundle","type":"transaction-response","entry":{}}""")]
    [InlineData("""{"resourceType":"Bundle","type":"transaction-response","entry":[]} trailing""")]
    public void What_is_no_answer_to_a_bundle_is_none(string body) => Assert.Null(Read(body, 0));

    [Theory]
    [InlineData("\"20\"")]
    [InlineData("\"2010\"")]
    [InlineData("\"OK\"")]
    [InlineData("200")]
    [InlineData("null")]
    public void A_status_that_is_none_is_zero_and_so_never_success(string status) => Assert.Equal(
        0, Read($$$"""{"resourceType":"Bundle","type":"batch-response","entry":[{"response":{"status":{{{status}}}}}]}""", 1)![0].Status);

    [Fact]
    public void Garbage_never_throws() => Gen.Int[0, Whole.Length - 1].Select(Gen.Byte).Array[1, 8].Sample(changes =>
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);
        foreach (var (at, value) in changes)
            bytes[at] = value;
        _ = BundleReplyReader.Read(bytes, 4);
    });

    private static List<EntryReply>? Read(string body, int sent) => BundleReplyReader.Read(Encoding.UTF8.GetBytes(body), sent);
}
