using System.Text.Json;
using FhirAdapter.Sandbox;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Task = System.Threading.Tasks.Task;

namespace FhirAdapter.Host.Tests.Sandbox.Manners;

/// <summary>What a server does at all, and how it answers. Beside each, the sandbox without manners shows what would be if they were missing.</summary>
public sealed class InteractionMannersTests
{
    private const string CreateOnly = """ "otherTypes": "not-taken", "types": { "Observation": { "interactions": ["create", "search-type"], "searchParameters": ["patient", "code", "date", "no-such"], "keepsIdentifier": false, S }, "Patient": { S } }""";

    public static TheoryData<string> Names => [.. SandboxManners.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_shipped_profile_can_be_behaved_as_and_is_advertised_as_it_is(string name)
    {
        await using var server = await MadeUpServer.StartAsync(SandboxManners.Of(name));

        var text = (await server.Mannerly.GetAsync("metadata")).Text;

        new FhirJsonDeserializer(new DeserializerSettings().UsingMode(DeserializationMode.Strict)).Deserialize<CapabilityStatement>(text);
        foreach (var type in Types(text))
        {
            foreach (var parameter in type.TryGetProperty("searchParam", out var list) ? list.EnumerateArray().ToArray() : [])
            {
                var value = parameter.GetProperty("type").GetString() == "date" ? "2026" : "x";
                var found = await server.Mannerly.GetAsync($"{type.GetProperty("type").GetString()}?{parameter.GetProperty("name").GetString()}={value}");
                Assert.Equal(Codes(type).Contains("search-type") ? 200 : 405, found.Status);
            }

            if (Types(text).Count() > 20) break;
        }
    }

    [Fact]
    public async Task The_statement_has_what_the_profile_has_and_no_more()
    {
        await using var server = await MadeUpServer.StartAsync(
            """ "bundles": { "transaction": false, "batch": false, S }, "conditional": { "create": false, "update": false, S }, "references": { "logical": false, S }, """ + CreateOnly);

        var text = (await server.Mannerly.GetAsync("metadata")).Text;
        var types = Types(text).ToArray();

        Assert.Equal(["Observation", "Patient"], types.Select(type => type.GetProperty("type").GetString()));
        Assert.Equal(["create", "search-type"], Codes(types[0]));
        Assert.Equal(["code", "date", "patient"], types[0].GetProperty("searchParam").EnumerateArray().Select(each => each.GetProperty("name").GetString()));
        Assert.False(types[0].GetProperty("conditionalCreate").GetBoolean() || types[0].GetProperty("conditionalUpdate").GetBoolean());
        Assert.Equal("""["literal"]""", types[0].GetProperty("referencePolicy").GetRawText());
        Assert.False(JsonDocument.Parse(text).RootElement.GetProperty("rest")[0].TryGetProperty("interaction", out _));
    }

    [Theory]
    [InlineData("GET", "Observation/x", 405, 404)]
    [InlineData("PUT", "Observation/x", 405, 400)]
    [InlineData("DELETE", "Observation/x", 405, 204)]
    [InlineData("GET", "Observation/_history", 405, 200)]
    [InlineData("DELETE", "Observation", 405, 405)]
    [InlineData("GET", "_history", 404, 200)]
    [InlineData("GET", "Procedure", 404, 200)]
    [InlineData("POST", "Procedure", 404, 400)]
    [InlineData("GET", "Observation?identifier=x", 400, 200)]
    [InlineData("GET", "Observation?subject=Patient/known", 400, 200)]
    [InlineData("GET", "Observation?code=x", 200, 400)]
    public async Task What_the_profile_does_not_list_is_not_served(string verb, string path, int status, int plainStatus)
    {
        await using var server = await MadeUpServer.StartAsync(CreateOnly);
        var (mannerly, plain) = await server.SendAsync(verb, path, verb is "PUT" or "POST" ? "{}" : null);

        Assert.Equal((status, plainStatus), (mannerly.Status, plain.Status));
        if (status >= 400) Assert.Equal("not-supported", mannerly.Issue().Code);
        if (status == 405 && path == "Observation") Assert.Equal(["GET", "HEAD", "POST"], mannerly.ContentHeaders.Allow);
    }

    [Fact]
    public async Task Searches_go_by_the_parameters_that_the_profile_lists()
    {
        await using var server = await MadeUpServer.StartAsync(CreateOnly);
        const string Coded = "\"category\":[{\"text\":\"a\"}],";
        string Sent(string code, string date) => Some.Observation("1", MadeUpServer.Subject, Coded + $"\"effectiveDateTime\":\"{date}\",")
            .Replace("""{"text":"NRS"}""", $$"""{"coding":[{"system":"urn:c","code":"{{code}}"}]}""", StringComparison.Ordinal);
        await server.Mannerly.PostAsync("Observation", Sent("a", "2026-11-01T10:00:00+01:00"));
        await server.Mannerly.PostAsync("Observation", Sent("b", "2026-11-03"));

        async Task<int> FoundAsync(string query) => (await server.Mannerly.SendAsync("POST", "Observation/_search", query, ("Content-Type", "application/x-www-form-urlencoded"))).Total;
        Assert.Equal(2, await FoundAsync("patient=known"));
        Assert.Equal(1, await FoundAsync("patient=known&code=urn%3Ac%7Ca"));
        Assert.Equal(2, await FoundAsync("patient=known&code=urn%3Ac%7Ca,b"));
        Assert.Equal(1, await FoundAsync("patient=known&date=ge2026-11-02"));
        Assert.Equal(1, await FoundAsync("patient=known&date=ge2026-10-31&date=le2026-11-02"));
        Assert.Equal(0, await FoundAsync("patient=known&date=gt2026-11-03"));
        Assert.Equal(1, await FoundAsync("patient=known&date=2026-11-03"));
    }

    [Fact]
    public async Task A_condition_that_the_profile_does_not_have_is_not_looked_at()
    {
        await using var server = await MadeUpServer.StartAsync(""" "conditional": { "create": false, "update": false, S }""");
        (string, string)[] condition = [("If-None-Exist", $"identifier={Some.System}|1")];
        var body = Some.Observation("1", MadeUpServer.Subject);
        await server.SendAsync("POST", "Observation", body, condition);
        var (again, plainAgain) = await server.SendAsync("POST", "Observation", body, condition);
        var (update, plainUpdate) = await server.SendAsync("PUT", $"Observation?identifier={Some.System}|2", Some.Observation("2", MadeUpServer.Subject));

        Assert.Equal((201, 200), (again.Status, plainAgain.Status));
        Assert.Equal((405, 201), (update.Status, plainUpdate.Status));
    }

    [Fact]
    public async Task An_update_must_name_its_version_and_a_stale_one_is_answered_as_the_profile_says()
    {
        await using var server = await MadeUpServer.StartAsync(
            """ "conditional": { "updateNeedsVersion": true, S }, "answers": { "stale": { "status": 409, "means": "conflict", S } }""");
        var (created, _) = await server.SendAsync("POST", "Observation", Some.Observation("1", MadeUpServer.Subject));
        var body = Some.Observation("1", MadeUpServer.Subject, $"\"id\":\"{created.Id}\",");

        Assert.Equal(412, (await server.Mannerly.PutAsync($"Observation/{created.Id}", body)).Status);
        Assert.Equal(409, (await server.Mannerly.PutAsync($"Observation/{created.Id}", body, ("If-Match", "W/\"7\""))).Status);
        Assert.Equal(200, (await server.Mannerly.PutAsync($"Observation/{created.Id}", body, ("If-Match", "W/\"1\""))).Status);
    }

    [Fact]
    public async Task A_create_is_answered_as_the_profile_says_and_cannot_be_read_back()
    {
        await using var server = await MadeUpServer.StartAsync("""
            "replies": { "relativeLocation": true, "emptyBody": true, "contentType": "text/html", "entityTagOnCreate": false, "readBackMayBeRefused": true, S }
            """);
        var (created, plain) = await server.SendAsync("POST", "Observation", Some.Observation("1", MadeUpServer.Subject));

        Assert.Equal((201, 201), (created.Status, plain.Status));
        Assert.Equal(("", "text/html", null), (created.Text, created.ContentHeaders.ContentType?.ToString(), created.ETag));
        var location = created.Headers.Location!.OriginalString;
        Assert.StartsWith("Observation/", location, StringComparison.Ordinal);
        Assert.StartsWith("http", plain.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var read = await server.Mannerly.GetAsync(location.Split("/_history")[0]);
        Assert.Equal((403, ""), (read.Status, read.Text));
        Assert.Equal(200, (await server.Mannerly.GetAsync(MadeUpServer.Subject)).Status);
        Assert.Equal(1, (await server.Mannerly.GetAsync("Observation?patient=known")).Total);
    }

    [Fact]
    public async Task Without_versions_there_is_no_tag_and_none_is_asked_for()
    {
        await using var server = await MadeUpServer.StartAsync(""" "types": { "Observation": { "versions": false, S } }""");
        var (created, _) = await server.SendAsync("POST", "Observation", Some.Observation("1", MadeUpServer.Subject));
        var body = Some.Observation("1", MadeUpServer.Subject, $"\"id\":\"{created.Id}\",");

        Assert.Null(created.ETag);
        Assert.EndsWith($"Observation/{created.Id}", created.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(200, (await server.Mannerly.PutAsync($"Observation/{created.Id}", body, ("If-Match", "W/\"7\""))).Status);
    }

    [Fact]
    public async Task Parameters_beside_the_body_of_a_search_are_not_looked_at_where_the_profile_says_so()
    {
        await using var server = await MadeUpServer.StartAsync(""" "replies": { "searchParametersInBody": true, S }""");
        await server.SendAsync("POST", "Observation", Some.Observation("1", MadeUpServer.Subject));
        var (all, none) = await server.SendAsync("POST", "Observation/_search?identifier=other", "patient=known", ("Content-Type", "application/x-www-form-urlencoded"));
        Assert.Equal((1, 0), (all.Total, none.Total));
    }

    [Theory]
    [InlineData(""" "transaction": false, "batch": false """, "transaction", 404)]
    [InlineData(""" "transaction": false, "batch": false """, "batch", 404)]
    [InlineData(""" "transaction": false """, "transaction", 400)]
    [InlineData(""" "transaction": false """, "batch", 200)]
    [InlineData(""" "maxEntries": 1 """, "batch", 413)]
    [InlineData(""" "mixedTypes": false """, "batch", 422)]
    [InlineData(""" "maxConditionalEntries": 1 """, "batch", 413)]
    public async Task Bundles_are_taken_as_the_profile_says(string bundles, string type, int status)
    {
        await using var server = await MadeUpServer.StartAsync($$""" "bundles": { {{bundles}}, S }""");
        string[] entries =
        [
            Some.Entry("POST", "Observation", Some.Observation("1", MadeUpServer.Subject), more: $",\"ifNoneExist\":\"identifier={Some.System}|1\""),
            Some.Entry("POST", "Procedure", Some.Procedure("1", MadeUpServer.Subject)),
        ];
        var (mannerly, plain) = await server.SendAsync("POST", "", type == "batch" ? Some.Batch(entries) : Some.Transaction(entries));
        Assert.Equal((status, 200), (mannerly.Status, plain.Status));
    }

    [Fact]
    public async Task What_holds_for_a_request_holds_for_each_entry()
    {
        await using var server = await MadeUpServer.StartAsync(""" "types": { "Observation": { "keepsIdentifier": false, S }, "Procedure": { "elements": { "status": { "values": ["on-hold"], S } }, S } }""");
        string[] entries =
        [
            Some.Entry("POST", "Observation", Some.Observation("1", MadeUpServer.Subject)),
            Some.Entry("POST", "Procedure", Some.Procedure("1", MadeUpServer.Subject)),
        ];

        var transaction = await server.Mannerly.PostAsync("", Some.Transaction(entries));
        Assert.Equal((422, "Bundle.entry[1].resource.status"), (transaction.Status, transaction.Issue().Expression));
        Assert.Empty((await server.Mannerly.GetAsync("Observation?patient=known")).Entries);

        Assert.Equal(["201", "422"], (await server.Mannerly.PostAsync("", Some.Batch(entries))).EntryStatuses);
        Assert.Equal(200, (await server.Mannerly.PostAsync("", Some.Transaction(entries[..1]))).Status);
        var held = (await server.Mannerly.GetAsync("Observation?patient=known")).Entries;
        Assert.Equal(2, held.Length);
        Assert.All(held, entry => Assert.False(entry.GetProperty("resource").TryGetProperty("identifier", out _)));
    }

    [Fact]
    public async Task What_the_hospital_has_is_loaded_past_all_manners_or_refused_with_its_place()
    {
        await using var server = await MadeUpServer.StartAsync(""" "otherTypes": "not-taken", "types": { "Observation": { S }, "Encounter": { "interactions": ["read"], S } }""");
        Assert.Equal(200, (await server.Mannerly.GetAsync("Encounter/open")).Status);

        var wrong = Assert.Throws<ArgumentException>(() => server.Mannerly.Server.Load(System.Text.Encoding.UTF8.GetBytes(
            Some.Transaction(Some.Entry("POST", "Observation", Some.Observation("1", "Patient/nobody"))))));
        Assert.StartsWith("Bundle.entry[0].resource.subject", wrong.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => server.Mannerly.Server.Load("[]"u8.ToArray()));
        Assert.Throws<ArgumentException>(() => server.Mannerly.Server.Load(System.Text.Encoding.UTF8.GetBytes(Some.Batch())));
    }

    [Fact]
    public void A_name_that_no_profile_has_is_told_with_those_that_there_are()
    {
        var wrong = Assert.Throws<ArgumentException>(() => SandboxManners.Of("epics"));
        Assert.Equal($"There is no write profile epics. There are {string.Join(", ", SandboxManners.Names)}; your own is named by its file, with .json.", wrong.Message);
        Assert.Throws<ArgumentException>(() => SandboxManners.Of("no-such-file.json"));
        Assert.Contains("types/Observation/elements/notes", Assert.Throws<ArgumentException>(
            () => MadeUpServer.Manners(""" "types": { "Observation": { "elements": { "notes": { "is": "ignored", S } }, S } }""")).Message, StringComparison.Ordinal);
    }

    private static JsonElement.ArrayEnumerator Types(string statement) =>
        JsonDocument.Parse(statement).RootElement.GetProperty("rest")[0].GetProperty("resource").EnumerateArray();

    private static IEnumerable<string?> Codes(JsonElement type) => type.GetProperty("interaction").EnumerateArray().Select(each => each.GetProperty("code").GetString());
}
