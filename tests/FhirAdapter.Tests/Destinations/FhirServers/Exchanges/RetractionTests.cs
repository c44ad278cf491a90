using System.Text.Json.Nodes;
using FhirAdapter.Failures;
using FhirAdapter.Records;
using FhirAdapter.Tests.Destinations.FhirServers.Contents;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Tests.Destinations.FhirServers.Exchanges;

/// <summary>What is taken back at a server that takes no resource with the status <c>entered-in-error</c>: in the words of its kind, or by the hospital.</summary>
public sealed class RetractionTests
{
    private static readonly TypeProfile CreatedOnly = new()
    {
        KeepsIdentifier = false,
        Interactions = new HashSet<string> { "create", "read", "search-type" },
        Amendment = new Amendment { Possible = true },
    };

    private static readonly WriteProfile InWords = new()
    {
        Name = "words", Title = "A server that takes back in words",
        Types = new Dictionary<string, TypeProfile>
        {
            ["Observation"] = CreatedOnly with { Elements = Some.Rules(new ElementRule { Path = "status", Values = ["final", "corrected"] }) },
            ["Condition"] = CreatedOnly with { Elements = Some.Rules(new ElementRule { Path = "verificationStatus", Values = ["urn:v|provisional"], Otherwise = "urn:v|provisional" }) },
        },
    };

    [Fact]
    public async Task A_deletion_has_a_status_that_the_server_takes_and_says_in_words_what_it_takes_back()
    {
        var server = Refusing();
        await using var site = new LedgerSite(server, profile: InWords);
        await site.AcceptAsync(LedgerSite.Score("S1", note: "words"), LedgerSite.Finding("F1", note: "words"));
        await site.DeliverAsync();
        await site.AcceptAsync(LedgerSite.Score("S1", note: "words", version: 2, deleted: true), LedgerSite.Finding("F1", note: "words", version: 2) with { Deleted = true });
        await site.DeliverAsync();
        await site.AcceptAsync(LedgerSite.Score("S1", note: "words", version: 3, deleted: true), LedgerSite.Finding("F1", note: "words", version: 3) with { Deleted = true });
        await site.DeliverAsync();

        Assert.Equal(0, await LeftAsync(site));
        Assert.Equal((2, 2), (server.Of("Observation").Count(), server.Of("Condition").Count()));
        Assert.All(((string[])["Observation", "Condition"]).Select(type => server.Of(type).Last()), each =>
            Assert.StartsWith("Entered in error: disregard the entry of ", (string)each["note"]![0]!["text"]!, StringComparison.Ordinal));
        Assert.Equal("final", (string)server.Of("Observation").Last()["status"]!);
        Assert.Equal(("provisional", "inactive"), (Code(server.Of("Condition").Last(), "verificationStatus"), Code(server.Of("Condition").Last(), "clinicalStatus")));
    }

    [Fact]
    public async Task What_was_never_sent_is_not_created_to_be_taken_back()
    {
        var server = Refusing();
        await using var site = new LedgerSite(server, profile: InWords);
        await site.AcceptAsync(LedgerSite.Score("S1", note: "words", deleted: true));
        await site.DeliverAsync();

        Assert.Equal(0, await LeftAsync(site));
        Assert.Empty(server.Of("Observation"));
    }

    [Fact]
    public async Task What_may_have_arrived_before_it_was_deleted_is_taken_back_once()
    {
        var server = Refusing();
        await using var site = new LedgerSite(server, profile: InWords);
        server.Wire = () => null;
        await site.AcceptAsync(LedgerSite.Score("S1", note: "words"));
        await site.DeliverAsync(rounds: 1);
        server.Wire = () => true;
        await site.AcceptAsync(LedgerSite.Score("S1", note: "words", version: 2, deleted: true));
        await site.DeliverAsync();

        Assert.Equal(0, await LeftAsync(site));
        Assert.Equal(2, server.Of("Observation").Count());
        Assert.StartsWith("Entered in error", (string)server.Of("Observation").Last()["note"]![0]!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_retraction_says_what_to_ask_the_hospital()
    {
        var server = Refusing();
        await using var site = new LedgerSite(server);
        await site.AcceptAsync(LedgerSite.Score("S1", note: "words"));
        await site.DeliverAsync();
        await site.AcceptAsync(LedgerSite.Score("S1", note: "words", version: 2, deleted: true));
        await site.DeliverAsync();

        var failure = await site.FailureAsync(new RecordKey(RecordKind.PainScore, "S1"));
        Assert.Equal(
            (FailureCode.NotCorrectable, "Observation", "a server that lets it be taken back; ask the hospital to mark Observation/O3 as entered in error"),
            (failure!.Code, failure.Path!, failure.Expected!));
    }

    private static async Task<long> LeftAsync(LedgerSite site)
    {
        var counts = await site.CountsAsync();
        return counts.Pending + counts.Held + counts.Parked;
    }

    private static NamelessServer Refusing() => new() { Keeps = Refuse };

    private static void Refuse(JsonObject resource)
    {
        if ((string?)resource["status"] == "entered-in-error" || Code(resource, "verificationStatus") == "entered-in-error")
            throw new KeptNothingException();
    }

    private static string? Code(JsonObject resource, string status) => (string?)resource[status]?["coding"]?[0]?["code"];
}
