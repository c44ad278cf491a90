using System.Net;
using System.Text;
using FhirAdapter.Failures;
using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Tests.Destinations.FhirServers.Contents;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Tests.Destinations.FhirServers.Exchanges;

/// <summary>Answers in a server's own words, as a profile tells them.</summary>
public sealed class KnownAnswerTests
{
    private static readonly RecordKey S1 = new(RecordKind.PainScore, "S1");

    [Fact]
    public async Task What_is_said_to_be_there_already_is_success_only_where_it_is_found()
    {
        var server = new NamelessServer { Answers = _ => Outcome(400, "77", "Reading already exists") };
        await using var site = Site(server, new KnownAnswer { Name = "there", Meaning = AnswerMeaning.AlreadyThere, Code = "77", Text = "already exists", NeedsProof = true });
        await site.AcceptAsync(LedgerSite.Score("S1"));
        await site.DeliverAsync();

        Assert.Equal(1, (await site.CountsAsync()).Delivered);
        Assert.Single(server.Of("Observation"));
    }

    [Fact]
    public async Task What_is_said_to_be_there_already_and_is_not_is_for_a_person()
    {
        var server = new NamelessServer { Answers = _ => Outcome(400, "77", "Reading already exists") };
        server.Keeps = _ => throw new KeptNothingException();
        await using var site = Site(server, new KnownAnswer { Name = "there", Meaning = AnswerMeaning.AlreadyThere, Code = "77", NeedsProof = true });
        await site.AcceptAsync(LedgerSite.Score("S1"));
        await site.DeliverAsync();

        Assert.Equal(FailureCode.Unproven, await site.ParkedAsync(S1));
        Assert.Empty(server.Of("Observation"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_said_to_be_there_already_was_found_only_where_it_may_have_been_sent_before(bool wasSent)
    {
        var left = wasSent ? 1 : 0;
        var server = new NamelessServer { Finds = each => (string?)each["resourceType"] == "Patient", Wire = () => left-- > 0 ? null : true };
        server.Keeps = _ =>
        {
            if (server.Of("Observation").Any())
                throw new KeptNothingException();
        };
        server.Answers = _ =>
        {
            var answer = Outcome(200, "77", "Reading already exists");
            answer.Headers.Location = new Uri(server.Resources[^1].Literal, UriKind.Relative);
            return answer;
        };
        await using var site = Site(server, new KnownAnswer { Name = "there", Meaning = AnswerMeaning.AlreadyThere, Code = "77" });
        await site.AcceptAsync(LedgerSite.Score("S1"));
        await site.DeliverAsync();

        var told = await (await site.LedgerAsync()).FindAsync(S1, CancellationToken.None);
        Assert.Equal((DeliveryState.Delivered, wasSent ? FailureCode.SettledByFinding : null), (told!.Journal[^1].State, told.Journal[^1].Failure?.Code));
    }

    [Fact]
    public async Task What_only_the_hospital_can_mend_is_parked_with_what_to_ask_for()
    {
        var server = new NamelessServer { Answers = _ => Outcome(422, "88", "CANARY") };
        await using var site = Site(server, new KnownAnswer { Name = "row", Meaning = AnswerMeaning.AskHospital, Code = "88", Mend = "ask the hospital to build the row" });
        await site.AcceptAsync(LedgerSite.Score("S1"));
        await site.DeliverAsync();

        var failure = await site.FailureAsync(S1);
        Assert.Equal((FailureCode.AskHospital, "ask the hospital to build the row", 422), (failure!.Code, failure.Expected!, failure.HttpStatus!.Value));
    }

    [Fact]
    public async Task A_ceiling_of_the_day_puts_everything_off_until_the_next_and_uses_up_nothing()
    {
        var refusals = 1;
        var server = new NamelessServer { Answers = _ => refusals-- > 0 ? Outcome(403, "99", "daily limit") : null };
        server.Keeps = _ =>
        {
            if (refusals > 0)
                throw new KeptNothingException();
        };
        await using var site = Site(server, new KnownAnswer { Name = "day", Meaning = AnswerMeaning.TryLater, Code = "99", After = TimeSpan.FromDays(1) });
        var began = site.Time.GetUtcNow();
        await site.AcceptAsync(LedgerSite.Score("S1"), LedgerSite.Score("S2", "B"));
        await site.DeliverAsync();

        Assert.Equal(2, (await site.CountsAsync()).Delivered);
        Assert.True(site.Time.GetUtcNow() - began >= TimeSpan.FromDays(1));
        Assert.Equal(2, server.Of("Observation").Count());
    }

    [Fact]
    public async Task A_warning_that_an_element_was_dropped_is_success_and_a_loss_that_is_told()
    {
        var server = new NamelessServer { Keeps = resource => resource.Remove("note") };
        server.Answers = path =>
        {
            var answer = Outcome(201, "66", "optional element invalid");
            answer.Headers.Location = new Uri(server.Resources[^1].Literal, UriKind.Relative);
            return answer;
        };
        await using var site = Site(server, new KnownAnswer { Name = "dropped", Meaning = AnswerMeaning.ElementDropped, Code = "66" });
        await site.AcceptAsync(LedgerSite.Score("S1", note: "words"));
        await site.DeliverAsync();

        Assert.Equal(1, (await site.CountsAsync()).Delivered);
        Assert.Equal("Observation.note", Assert.Single((await site.CountsAsync()).Notices).Subject);
    }

    [Theory]
    [InlineData(nameof(AnswerMeaning.Refused), FailureCode.Invalid)]
    [InlineData(nameof(AnswerMeaning.ReferenceNotFound), FailureCode.ReferenceNotFound)]
    public async Task Other_words_are_reasons_of_their_own(string meaning, string code)
    {
        var server = new NamelessServer { Answers = _ => Outcome(500, "55", "no") };
        server.Keeps = _ => throw new KeptNothingException();
        await using var site = Site(server, new KnownAnswer { Name = "no", Meaning = Enum.Parse<AnswerMeaning>(meaning), Code = "55" });
        await site.AcceptAsync(LedgerSite.Score("S1"));
        await site.DeliverAsync();

        Assert.Equal(code, await site.ParkedAsync(S1));
    }

    private static LedgerSite Site(NamelessServer server, KnownAnswer answer) =>
        new(server, profile: Some.Profile(new TypeProfile { KeepsIdentifier = false }, answer));

    private static HttpResponseMessage Outcome(int status, string code, string text) => new((HttpStatusCode)status)
    {
        Content = new StringContent($$$"""
            {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"processing","details":{"coding":[{"code":"{{{code}}}"}],"text":"{{{text}}}"}}]}
            """, Encoding.UTF8, "application/fhir+json"),
    };
}
