using System.Text;
using FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn.Tokens;

public sealed class TokenReplyReaderTests
{
    [Theory]
    [InlineData("300", 300.0)]
    [InlineData("\"570\"", 570.0)]
    [InlineData("299.5", 299.5)]
    [InlineData("1e9", 315_360_000.0)]
    [InlineData("99999999999999999999999", 315_360_000.0)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("\"soon\"", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    public void A_life_is_read_in_each_form_and_nonsense_is_as_if_nothing_were_said(string value, double? seconds) =>
        Assert.Equal(seconds is { } life ? TimeSpan.FromSeconds(life) : null, Read($$"""{"access_token":"t","token_type":"Bearer","expires_in":{{value}}}""").Life);

    [Fact]
    public void A_token_without_a_life_or_scopes_is_one()
    {
        var reply = Read("""{"access_token":"t"}""");

        Assert.Equal(("t", null, null), (reply.Token, reply.Life, reply.Scopes));
    }

    [Theory]
    [InlineData("""{"access_token":"a b"}""")]
    [InlineData("""{"access_token":"a\r\nX-Evil: 1"}""")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":7}""")]
    [InlineData("""{"access_token":"t","token_type":"mac"}""")]
    [InlineData("""{"access_token":"t","access_token":"u"}""")]
    [InlineData("""["access_token"]""")]
    [InlineData("<html>Please sign in</html>")]
    [InlineData("")]
    public void What_is_no_bearer_token_gives_none(string body) => Assert.Null(Read(body).Token);

    [Fact]
    public void An_answer_nested_without_end_gives_none() => Assert.Null(Read(new string('[', 100_000)).Token);

    [Theory]
    [InlineData("invalid_client", "invalid_client")]
    [InlineData("invalid_scope", "invalid_scope")]
    [InlineData("the secret was hunter2", null)]
    public void Of_an_error_only_the_known_codes_come_out(string error, string? read) =>
        Assert.Equal(read, Read($$"""{"error":"{{error}}","error_description":"the secret was hunter2","access_token":"t"}""").Error);

    [Fact]
    public void It_does_not_print_its_token() => Assert.DoesNotContain("t0ken", Read("""{"access_token":"t0ken"}""").ToString(), StringComparison.Ordinal);

    private static TokenReply Read(string body) => TokenReplyReader.Read(Encoding.UTF8.GetBytes(body));
}
