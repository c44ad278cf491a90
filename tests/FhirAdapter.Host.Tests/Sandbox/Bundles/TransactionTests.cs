using FhirAdapter.Sandbox;

namespace FhirAdapter.Host.Tests.Sandbox.Bundles;

public sealed class TransactionTests
{
    private static string ByIdentifier(string type, string value) => $"{type}?identifier={Some.System}|{value}";

    [Fact]
    public async Task References_to_conditional_updates_become_literal_and_the_answers_keep_the_order()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var bundle = Some.Transaction(
            Some.Entry("PUT", ByIdentifier("Observation", "o"), Some.Observation("o", Some.Urn(1), $"\"partOf\":[{{\"reference\":\"{Some.Urn(2)}\"}}],"), Some.Urn(3)),
            Some.Entry("PUT", ByIdentifier("Procedure", "p"), Some.Procedure("p", Some.Urn(1)), Some.Urn(2)),
            Some.Entry("POST", "Patient", Some.Patient("m"), Some.Urn(1)));

        var first = await sandbox.PostAsync("", bundle);

        Assert.Equal(200, first.Status);
        Assert.Equal("transaction-response", first.Json.GetProperty("type").GetString());
        Assert.Equal(["201", "201", "201"], first.EntryStatuses);
        var responses = first.Entries.Select(entry => entry.GetProperty("response")).ToArray();
        Assert.Equal(["Observation", "Procedure", "Patient"], responses.Select(response => response.GetProperty("location").GetString()!.Split('/')[0]));
        Assert.All(responses, response => Assert.Equal("W/\"1\"", response.GetProperty("etag").GetString()));
        Assert.All(responses, response => Assert.Equal("2026-11-23T10:00:00.000Z", response.GetProperty("lastModified").GetString()));
        var observation = await sandbox.GetAsync(responses[0].GetProperty("location").GetString()!);
        Assert.Equal(Literal(responses[2]), observation.Json.GetProperty("subject").GetProperty("reference").GetString());
        Assert.Equal(Literal(responses[1]), observation.Json.GetProperty("partOf")[0].GetProperty("reference").GetString());
        Assert.Contains("\"value\":61.50", observation.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await sandbox.GetAsync($"Observation?patient={Literal(responses[2])}")).Total);
    }

    [Fact]
    public async Task References_to_a_conditional_create_that_found_its_resource_lead_there()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var patient = await sandbox.PatientAsync("m");

        var reply = await sandbox.PostAsync("", Some.Transaction(
            Some.Entry("POST", "Patient", Some.Patient("m"), Some.Urn(1), $",\"ifNoneExist\":\"identifier={Some.System}|m\""),
            Some.Entry("POST", "Observation", Some.Observation("o", Some.Urn(1)), Some.Urn(2))));

        Assert.Equal(["200", "201"], reply.EntryStatuses);
        Assert.Equal(1, (await sandbox.GetAsync($"Observation?patient={patient}")).Total);
        Assert.Equal(1, sandbox.Server.CountByType()["Patient"]);
    }

    [Fact]
    public async Task A_conditional_reference_finds_what_is_stored_and_what_the_transaction_creates()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var patient = await sandbox.PatientAsync("old");

        var reply = await sandbox.PostAsync("", Some.Transaction(
            Some.Entry("PUT", ByIdentifier("Observation", "a"), Some.Observation("a", ByIdentifier("Patient", "old"))),
            Some.Entry("PUT", ByIdentifier("Observation", "b"), Some.Observation("b", ByIdentifier("Patient", "new"))),
            Some.Entry("PUT", ByIdentifier("Patient", "new"), Some.Patient("new"))));

        Assert.Equal(200, reply.Status);
        Assert.Equal(1, (await sandbox.GetAsync($"Observation?patient={patient}")).Total);
        Assert.DoesNotContain(sandbox.Server.Resources, resource => System.Text.Encoding.UTF8.GetString(resource.Json.Span).Contains('?', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, 400, "not-found")]
    [InlineData(2, 412, "multiple-matches")]
    public async Task A_conditional_reference_that_finds_none_or_many_fails_the_whole(int patients, int status, string code)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        for (var n = 0; n < patients; n++) await sandbox.PatientAsync("m");

        var reply = await sandbox.PostAsync("", Some.Transaction(
            Some.Entry("POST", "Device", """{"resourceType":"Device","status":"active"}"""),
            Some.Entry("POST", "Observation", Some.Observation("o", ByIdentifier("Patient", "m")))));

        Assert.Equal((status, code, "Bundle.entry[1].resource.subject"), (reply.Status, reply.Issue().Code, reply.Issue().Expression));
        Assert.Equal(patients, sandbox.Server.Resources.Count());
        Assert.Equal(patients, (await sandbox.GetAsync("_history")).Total);
    }

    [Fact]
    public async Task A_bad_entry_rolls_everything_back()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var kept = await sandbox.PatientAsync("kept");
        var before = sandbox.Server.Resources.Select(resource => resource.ToString()).ToArray();

        var reply = await sandbox.PostAsync("", Some.Transaction(
            Some.Entry("DELETE", $"Patient/{kept}"),
            Some.Entry("PUT", ByIdentifier("Patient", "new"), Some.Patient("new"), Some.Urn(1)),
            Some.Entry("PUT", ByIdentifier("Patient", "kept2"), Some.Patient("kept2")),
            Some.Entry("POST", "Observation", Some.Observation("o", "Patient/nobody"))));

        Assert.Equal((422, "not-found", "Bundle.entry[3].resource.subject"), (reply.Status, reply.Issue().Code, reply.Issue().Expression));
        Assert.Equal(before, sandbox.Server.Resources.Select(resource => resource.ToString()));
        Assert.Equal(0, (await sandbox.GetAsync(ByIdentifier("Patient", "new"))).Total);
        Assert.Equal(1, (await sandbox.GetAsync(ByIdentifier("Patient", "kept"))).Total);
        Assert.Equal(200, (await sandbox.GetAsync($"Patient/{kept}")).Status);
    }

    [Fact]
    public async Task Every_invalid_resource_of_a_transaction_is_named()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var reply = await sandbox.PostAsync("", Some.Transaction(
            Some.Entry("POST", "Patient", """{"resourceType":"Patient","gender":"Geheim"}"""),
            Some.Entry("POST", "Patient", Some.Patient("a")),
            Some.Entry("POST", "Observation", """{"resourceType":"Observation","status":"final"}""")));

        Assert.Equal(400, reply.Status);
        Assert.Equal(["Bundle.entry[0].resource.gender", "Bundle.entry[2].resource.code"],
            reply.Json.GetProperty("issue").EnumerateArray().Select(issue => issue.GetProperty("expression")[0].GetString()));
        Assert.DoesNotContain("Geheim", reply.Text, StringComparison.Ordinal);
        Assert.Empty(sandbox.Server.Resources);
    }

    [Fact]
    public async Task One_identity_twice_fails()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = await sandbox.PatientAsync("m");
        var condition = $",\"ifNoneExist\":\"identifier={Some.System}|x\"";
        var put = Some.Entry("PUT", $"Patient/{id}", Some.Patient("m", $"\"id\":\"{id}\","));
        string[][] cases =
        [
            [put, put],
            [put, Some.Entry("DELETE", $"Patient/{id}")],
            [put, Some.Entry("PUT", ByIdentifier("Patient", "m"), Some.Patient("m"))],
            [Some.Entry("PUT", ByIdentifier("Patient", "x"), Some.Patient("x")), Some.Entry("PUT", ByIdentifier("Patient", "x"), Some.Patient("x"))],
            [Some.Entry("POST", "Patient", Some.Patient("x"), null, condition), Some.Entry("POST", "Patient", Some.Patient("x"), null, condition)],
            [Some.Entry("POST", "Patient", Some.Patient("x")), Some.Entry("PUT", ByIdentifier("Patient", "x"), Some.Patient("x"))],
        ];

        foreach (var entries in cases)
        {
            var reply = await sandbox.PostAsync("", Some.Transaction(entries));
            Assert.Equal((400, "duplicate"), (reply.Status, reply.Issue().Code));
            Assert.StartsWith("Bundle.entry[", reply.Issue().Expression, StringComparison.Ordinal);
            Assert.Equal(1, sandbox.Server.Resources.Single().VersionId);
        }
    }

    [Fact]
    public async Task One_full_url_twice_fails()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var reply = await sandbox.PostAsync("", Some.Transaction(
            Some.Entry("POST", "Patient", Some.Patient("a"), Some.Urn(1)), Some.Entry("POST", "Patient", Some.Patient("b"), Some.Urn(1))));

        Assert.Equal((400, "Bundle.entry[1]"), (reply.Status, reply.Issue().Expression));
        Assert.Empty(sandbox.Server.Resources);
    }

    [Fact]
    public async Task Deletes_go_first_and_reads_last_whatever_their_place()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var old = await sandbox.PatientAsync("m");

        var reply = await sandbox.PostAsync("", Some.Transaction(
            Some.Entry("GET", ByIdentifier("Patient", "m")),
            Some.Entry("PUT", ByIdentifier("Patient", "m"), Some.Patient("m")),
            Some.Entry("DELETE", $"Patient/{old}")));

        Assert.Equal(["200", "201", "204"], reply.EntryStatuses);
        var found = reply.Entries[0].GetProperty("resource");
        Assert.Equal(1, found.GetProperty("total").GetInt32());
        Assert.NotEqual(old, found.GetProperty("entry")[0].GetProperty("resource").GetProperty("id").GetString());
    }

    [Fact]
    public async Task If_match_in_an_entry_guards_the_whole()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = await sandbox.PatientAsync("m");

        var reply = await sandbox.PostAsync("", Some.Transaction(
            Some.Entry("POST", "Device", """{"resourceType":"Device","status":"active"}"""),
            Some.Entry("PUT", $"Patient/{id}", Some.Patient("m", $"\"id\":\"{id}\","), null, ",\"ifMatch\":\"W/\\\"4\\\"\"")));

        Assert.Equal((412, "Bundle.entry[1]"), (reply.Status, reply.Issue().Expression));
        Assert.Single(sandbox.Server.Resources);
    }

    [Fact]
    public async Task Too_many_entries_are_413_too_costly()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { MaxBundleEntries = 3 });
        var entries = Enumerable.Range(0, 4).Select(n => Some.Entry("POST", "Patient", Some.Patient($"{n}"))).ToArray();

        var refused = await sandbox.PostAsync("", Some.Transaction(entries));

        Assert.Equal((413, "too-costly"), (refused.Status, refused.Issue().Code));
        Assert.Empty(sandbox.Server.Resources);
        Assert.Equal(200, (await sandbox.PostAsync("", Some.Transaction(entries[..3]))).Status);
    }

    [Fact]
    public async Task Equal_transactions_at_once_store_each_resource_once()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var bundle = Some.Transaction([.. Enumerable.Range(0, 10).Select(n => Some.Entry("PUT", ByIdentifier("Patient", $"{n}"), Some.Patient($"{n}")))]);

        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => sandbox.PostAsync("", bundle)));

        Assert.All(replies, reply => Assert.Equal(200, reply.Status));
        Assert.Equal(10, sandbox.Server.CountByType()["Patient"]);
        Assert.All(sandbox.Server.Resources, resource => Assert.Equal(10, resource.VersionId));
    }

    [Fact]
    public async Task Links_in_narrative_and_uri_values_are_rewritten_but_identifiers_are_not()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var text = $"\"text\":{{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><a href=\\\"{Some.Urn(1)}\\\">x</a></div>\"}},"
            + $"\"extension\":[{{\"url\":\"https://clinic.example/x\",\"valueUri\":\"{Some.Urn(1)}\"}}],";

        var reply = await sandbox.PostAsync("", Some.Transaction(
            Some.Entry("POST", "Patient", Some.Patient("m"), Some.Urn(1)),
            Some.Entry("POST", "Procedure", Some.Procedure(Some.Urn(1), Some.Urn(1), text))), ("Prefer", "return=representation"));

        var patient = $"Patient/{reply.Entries[0].GetProperty("resource").GetProperty("id").GetString()}";
        var procedure = reply.Entries[1].GetProperty("resource");
        Assert.Contains($"href=\"{patient}\"", procedure.GetProperty("text").GetProperty("div").GetString(), StringComparison.Ordinal);
        Assert.Equal(patient, procedure.GetProperty("extension")[0].GetProperty("valueUri").GetString());
        Assert.Equal(Some.Urn(1), procedure.GetProperty("identifier")[0].GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient"}""", 400)]
    [InlineData("""{"resourceType":"Bundle","type":"collection"}""", 400)]
    [InlineData("""{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Patient","active":true}}]}""", 400)]
    [InlineData("""{"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"PUTT","url":"x"}}]}""", 400)]
    [InlineData("""{"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"PATCH","url":"Patient/1"}}]}""", 405)]
    [InlineData("""{"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"DELETE","url":"Martian/1"}}]}""", 400)]
    [InlineData("""{"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"GET","url":"Patient/nobody"}}]}""", 404)]
    [InlineData("""{"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"POST","url":"Patient"}}]}""", 400)]
    [InlineData("""{"resourceType":"Bundle","type":"transaction","total":"x"}""", 400)]
    [InlineData("""{"resourceType":"Bundle","type":"transaction","entry":[3]}""", 400)]
    [InlineData("""{"resourceType":"Bundle","typ""", 400)]
    public async Task A_malformed_transaction_is_refused(string body, int status)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var reply = await sandbox.PostAsync("", body);

        Assert.Equal(status, reply.Status);
        reply.Issue();
        Assert.Empty(sandbox.Server.Resources);
    }

    [Fact]
    public async Task An_empty_transaction_is_an_empty_answer()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var reply = await sandbox.PostAsync("", """{"resourceType":"Bundle","type":"transaction"}""");

        Assert.Equal((200, 0), (reply.Status, reply.Entries.Length));
    }

    private static string Literal(System.Text.Json.JsonElement response) => string.Join('/', response.GetProperty("location").GetString()!.Split('/')[..2]);
}
