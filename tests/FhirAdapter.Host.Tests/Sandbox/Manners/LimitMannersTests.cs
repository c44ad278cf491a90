using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirAdapter.Sandbox;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Host.Tests.Sandbox.Manners;

/// <summary>Texts that are cut, ceilings of a day and the habits of tokens.</summary>
public sealed class LimitMannersTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("\"cutsTooLong\": true,", HttpStatusCode.Created, "A rather lo")]
    [InlineData("", HttpStatusCode.UnprocessableEntity, null)]
    public async Task A_text_that_is_too_long_is_cut_or_refused_as_the_profile_says(string line, HttpStatusCode status, string? kept)
    {
        await using var server = await StartAsync($$"""
            "types": { "Patient": { "elements": { "maritalStatus.text": { "maxLength": 11, {{line}} S } }, S } }
            """);
        using var client = new HttpClient();

        using var answer = await PostAsync(client, server, """{"resourceType":"Patient","maritalStatus":{"text":"A rather long text"}}""");

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(kept, server.Resources.Select(each => JsonNode.Parse(each.Json.Span)!["maritalStatus"]!["text"]!.GetValue<string>()).SingleOrDefault());
    }

    [Fact]
    public async Task A_ceiling_of_a_day_is_told_with_the_code_of_the_profile_and_gone_the_next_day()
    {
        await using var server = await StartAsync("""
            "limits": { "writesPerDay": 2, S }, "answers": { "4135": { "status": 400, "code": "4135", "means": "try-later", "when": ["over-ceiling"], S } }
            """);
        using var client = new HttpClient();
        const string Anybody = """{"resourceType":"Patient","active":true}""";

        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.Created, (await PostAsync(client, server, Anybody)).StatusCode);
        var over = await PostAsync(client, server, Anybody);
        var reading = await client.GetAsync(new Uri(server.BaseAddress.AbsoluteUri + "/Patient"));
        _time.Advance(TimeSpan.FromHours(15));
        var tomorrow = await PostAsync(client, server, Anybody);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.Created), (over.StatusCode, reading.StatusCode, tomorrow.StatusCode));
        Assert.Contains("\"4135\"", await over.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_are_given_no_oftener_and_live_no_longer_than_the_profile_says_and_scopes_are_refused_where_it_wants_none()
    {
        await using var server = await StartAsync("""
            "token": { "namesScopes": false, "life": "00:02:00", "leastInterval": "00:01:00", S }
            """, signIn: true);
        using var client = new HttpClient();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(server.BaseAddress.AbsoluteUri + "/metadata"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await ReadAsync(client, server, null));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_scope"), await RefusalAsync(client, server, "grant_type=client_credentials&scope=system/Patient.rs"));
        var (token, life) = await TokenAsync(client, server);
        Assert.Equal((HttpStatusCode.TooManyRequests, "temporarily_unavailable"), await RefusalAsync(client, server, "grant_type=client_credentials"));
        Assert.Equal(120, life);
        Assert.Equal(HttpStatusCode.OK, await ReadAsync(client, server, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await ReadAsync(client, server, "another"));

        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Unauthorized, await ReadAsync(client, server, token));
        Assert.Equal(HttpStatusCode.OK, await ReadAsync(client, server, (await TokenAsync(client, server)).Token));
    }

    private Task<SandboxServer> StartAsync(string lines, bool signIn = false) =>
        SandboxServer.StartAsync(new SandboxOptions { Manners = MadeUpServer.Manners(lines), SignIn = signIn }, _time, CancellationToken.None);

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, SandboxServer server, string json)
    {
        using var content = new StringContent(json, null, "application/fhir+json");
        return await client.PostAsync(new Uri(server.BaseAddress.AbsoluteUri + "/Patient"), content);
    }

    private static async Task<HttpStatusCode> ReadAsync(HttpClient client, SandboxServer server, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.BaseAddress.AbsoluteUri + "/Patient"));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<(string Token, int Life)> TokenAsync(HttpClient client, SandboxServer server)
    {
        var (status, json) = await AskAsync(client, server, "grant_type=client_credentials");
        Assert.Equal(HttpStatusCode.OK, status);
        return (json.GetProperty("access_token").GetString()!, json.GetProperty("expires_in").GetInt32());
    }

    private static async Task<(HttpStatusCode, string?)> RefusalAsync(HttpClient client, SandboxServer server, string form)
    {
        var (status, json) = await AskAsync(client, server, form);
        return (status, json.GetProperty("error").GetString());
    }

    private static async Task<(HttpStatusCode, JsonElement)> AskAsync(HttpClient client, SandboxServer server, string form)
    {
        using var smart = JsonDocument.Parse(await client.GetStringAsync(new Uri(server.BaseAddress.AbsoluteUri + "/.well-known/smart-configuration")));
        using var content = new StringContent(form, null, "application/x-www-form-urlencoded");
        using var answer = await client.PostAsync(new Uri(smart.RootElement.GetProperty("token_endpoint").GetString()!), content);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }
}
