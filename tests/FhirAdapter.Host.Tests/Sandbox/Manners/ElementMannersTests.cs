using System.Text.Json;

namespace FhirAdapter.Host.Tests.Sandbox.Manners;

/// <summary>What a server makes of the elements of a resource. Beside each, the sandbox without manners shows what would be if they were missing.</summary>
public sealed class ElementMannersTests
{
    private const string Answers = """
        "answers": {
          "missing": { "code": "E1", "means": "refused", "when": ["missing-element"], S },
          "element": { "code": "E2", "means": "refused", "when": ["refused-element"], S },
          "codes": { "code": "E3", "status": 400, "means": "refused", "when": ["code-not-taken"], S },
          "long": { "code": "E4", "means": "refused", "when": ["over-limit"], S },
          "there": { "code": "E5", "text": "Reading already exists", "means": "already-there", S },
          "lost": { "code": "E6", "means": "reference-not-found", S }
        },
        """;

    [Theory]
    [InlineData("""{ "encounter": { "is": "required", S } }""", "", 422, "required", "E1", "Observation.encounter")]
    [InlineData("""{ "note.authorString": { "is": "required", S } }""", "\"note\":[{\"text\":\"x\"}],", 422, "required", "E1", "Observation.note.authorString")]
    [InlineData("""{ "note": { "is": "refused", S } }""", "\"note\":[{\"text\":\"x\"}],", 422, "not-supported", "E2", "Observation.note")]
    [InlineData("""{ "note.authorString": { "is": "refused", S } }""", "\"note\":[{\"text\":\"x\"},{\"text\":\"y\",\"authorString\":\"z\"}],", 422, "not-supported", "E2", "Observation.note[1].authorString")]
    [InlineData("""{ "status": { "values": ["amended"], S } }""", "", 400, "code-invalid", "E3", "Observation.status")]
    [InlineData("""{ "category": { "values": ["urn:c|survey"], S } }""", "\"category\":[{\"coding\":[{\"system\":\"urn:c\",\"code\":\"survey\"}]},{\"coding\":[{\"code\":\"survey\"}]}],", 400, "code-invalid", "E3", "Observation.category")]
    [InlineData("""{ "code": { "is": "required", "systems": ["urn:c"], S } }""", "", 400, "code-invalid", "E3", "Observation.code")]
    [InlineData("""{ "note.text": { "maxLength": 3, S } }""", "\"note\":[{\"text\":\"1234\"}],", 422, "too-long", "E4", "Observation.note[0].text")]
    [InlineData("""{ "note": { "maxItems": 1, S } }""", "\"note\":[{\"text\":\"x\"},{\"text\":\"y\"}],", 422, "too-long", "E4", "Observation.note")]
    public async Task What_a_profile_refuses_is_refused_with_its_code(string elements, string more, int status, string issue, string code, string expression)
    {
        await using var server = await MadeUpServer.StartAsync(Answers + """ "types": { "Observation": { "elements": """ + elements + ", S } }");

        var (refused, plain) = await server.SendAsync("POST", "Observation", Some.Observation("1", MadeUpServer.Subject, more));

        Assert.Equal(201, plain.Status);
        Assert.Equal(status, refused.Status);
        Assert.Equal((issue, expression), (refused.Issue().Code, refused.Issue().Expression));
        Assert.Equal(code, OwnCode(refused));
        Assert.False(server.Mannerly.Server.CountByType().ContainsKey("Observation"));
    }

    [Theory]
    [InlineData("entered-in-error", 201)]
    [InlineData("confirmed", 422)]
    public async Task A_clinical_status_is_not_asked_of_what_was_entered_in_error(string verificationStatus, int status)
    {
        await using var server = await MadeUpServer.StartAsync(Answers + """ "types": { "Condition": { "elements": { "clinicalStatus": { "is": "required", S } }, S } }""");

        var (answer, _) = await server.SendAsync("POST", "Condition", $$"""
            {"resourceType":"Condition","subject":{"reference":"{{MadeUpServer.Subject}}"},"verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"{{verificationStatus}}"}] },"code":{"text":"x"} }
            """);

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData(""" "elements": { "note": { "is": "ignored", S } }, """, "note")]
    [InlineData(""" "elements": { "note.text": { "is": "ignored", S } }, """, "note")]
    [InlineData(""" "elements": { "valueQuantity.value": { "is": "ignored", S } }, """, "valueQuantity")]
    [InlineData(""" "extensions": "ignored", """, "extension,_effectiveDateTime")]
    [InlineData(""" "otherElements": "ignored", "elements": { "status": { "is": "kept", S }, "code": { "is": "kept", S }, "subject": { "is": "kept", S } }, """, "extension,note,valueQuantity,identifier,_effectiveDateTime,effectiveDateTime")]
    [InlineData(""" "keepsIdentifier": false, """, "identifier")]
    public async Task What_a_profile_ignores_is_left_out_without_a_word(string lines, string gone)
    {
        await using var server = await MadeUpServer.StartAsync(""" "types": { "Observation": { """ + lines + " S } }");

        var sent = Some.Observation("1", MadeUpServer.Subject, """
            "extension":[{"url":"urn:e","valueCode":"x"}],"note":[{"text":"x"}],"effectiveDateTime":"2026-11-01",
            "_effectiveDateTime":{"extension":[{"url":"urn:e","valueCode":"x"}]},
            """);
        var (kept, plain) = await server.SendAsync("POST", "Observation", sent);

        Assert.Equal(201, kept.Status);
        var names = gone.Split(',');
        Assert.All(names, name => Assert.True(plain.Json.TryGetProperty(name, out _)));
        Assert.Equal(
            plain.Json.EnumerateObject().Select(each => each.Name).Except(names).Order(StringComparer.Ordinal),
            kept.Json.EnumerateObject().Select(each => each.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("2026-11-20T17:05:00-08:00", "2026-11-21")]
    [InlineData("2026-11-20T17:05:00+01:00", "2026-11-20")]
    [InlineData("2026-11-20", "2026-11-20")]
    public async Task Of_a_time_its_date_in_GMT_is_kept(string time, string date)
    {
        await using var server = await MadeUpServer.StartAsync(""" "types": { "Observation": { "elements": { "effectiveDateTime": { "keptAs": "date-gmt", S } }, S } }""");

        var (kept, plain) = await server.SendAsync("POST", "Observation", Some.Observation("1", MadeUpServer.Subject, $"\"effectiveDateTime\":\"{time}\","));

        Assert.Equal((time, date), (plain.Json.GetProperty("effectiveDateTime").GetString(), kept.Json.GetProperty("effectiveDateTime").GetString()));
    }

    [Fact]
    public async Task Numbers_stay_digit_for_digit()
    {
        await using var server = await MadeUpServer.StartAsync(""" "types": { "Observation": { "elements": { "note": { "is": "ignored", S } }, S } }""");
        var (kept, _) = await server.SendAsync("POST", "Observation", Some.Observation("1", MadeUpServer.Subject));
        Assert.Contains("61.50", kept.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codings_of_other_systems_are_left_out()
    {
        await using var server = await MadeUpServer.StartAsync(""" "types": { "Observation": { "elements": { "category": { "systems": ["urn:a"], S } }, S } }""");
        var (kept, _) = await server.SendAsync("POST", "Observation", Some.Observation("1", MadeUpServer.Subject,
            "\"category\":[{\"coding\":[{\"system\":\"urn:b\",\"code\":\"1\"},{\"system\":\"urn:a\",\"code\":\"2\"}]},{\"text\":\"t\",\"coding\":[{\"system\":\"urn:b\",\"code\":\"1\"}]}],"));
        Assert.Equal("""[{"coding":[{"system":"urn:a","code":"2"}]},{"text":"t"}]""", kept.Json.GetProperty("category").GetRawText());
    }

    [Fact]
    public async Task Extensions_are_refused_wherever_they_stand()
    {
        await using var server = await MadeUpServer.StartAsync(Answers + """ "types": { "Observation": { "extensions": "refused", S } }""");
        var (refused, plain) = await server.SendAsync("POST", "Observation", Some.Observation("1", MadeUpServer.Subject, "\"note\":[{\"extension\":[{\"url\":\"urn:e\",\"valueCode\":\"x\"}],\"text\":\"x\"}],"));
        Assert.Equal((422, 201), (refused.Status, plain.Status));
        Assert.Equal(("Observation.note.extension", "E2"), (refused.Issue().Expression, OwnCode(refused)));
    }

    [Fact]
    public async Task Who_may_update_may_take_back_whatever_status_is_taken()
    {
        await using var server = await MadeUpServer.StartAsync(""" "types": { "Observation": { "elements": { "status": { "values": ["final"], S } }, S } }""");
        var (created, _) = await server.SendAsync("POST", "Observation", Some.Observation("1", MadeUpServer.Subject));
        string Wrong(string id) => Some.Observation("1", MadeUpServer.Subject, id).Replace("\"final\"", "\"entered-in-error\"", StringComparison.Ordinal);

        Assert.Equal(200, (await server.Mannerly.PutAsync($"Observation/{created.Id}", Wrong($"\"id\":\"{created.Id}\","))).Status);
        Assert.Equal(422, (await server.Mannerly.PostAsync("Observation", Wrong(""))).Status);
    }

    [Fact]
    public async Task A_reference_by_identifier_alone_is_refused_where_the_profile_says_so()
    {
        await using var server = await MadeUpServer.StartAsync(Answers + """ "references": { "logical": false, S }, "types": { "Observation": { S } }""");
        var (refused, plain) = await server.SendAsync("POST", "Observation", Some.Observation("1", MadeUpServer.Subject,
            "\"performer\":[{\"type\":\"Practitioner\",\"identifier\":{\"value\":\"T-1\"}}],"));
        Assert.Equal((422, 201), (refused.Status, plain.Status));
        Assert.Equal(("Observation.performer[0]", "E2"), (refused.Issue().Expression, OwnCode(refused)));
    }

    [Fact]
    public async Task A_reference_that_leads_nowhere_is_told_with_the_code_of_the_profile()
    {
        await using var server = await MadeUpServer.StartAsync(Answers + """ "types": { "Observation": { S } }""");
        var (refused, plain) = await server.SendAsync("POST", "Observation", Some.Observation("1", "Patient/nobody"));
        Assert.Equal(("E6", null), (OwnCode(refused), OwnCode(plain)));
    }

    [Fact]
    public async Task What_is_there_already_is_told_so_with_the_code_and_the_words_of_the_profile()
    {
        await using var server = await MadeUpServer.StartAsync(Answers + """ "types": { "Observation": { "keepsIdentifier": false, S } }""");
        await server.SendAsync("POST", "Observation", Some.Observation("1", MadeUpServer.Subject));
        var (again, plain) = await server.SendAsync("POST", "Observation", Some.Observation("2", MadeUpServer.Subject));
        var (other, _) = await server.SendAsync("POST", "Observation", Some.Observation("3", MadeUpServer.Subject, "\"note\":[{\"text\":\"x\"}],"));

        Assert.Equal((422, 201, 201), (again.Status, plain.Status, other.Status));
        Assert.Equal("E5", OwnCode(again));
        Assert.Equal("Reading already exists", again.Json.GetProperty("issue")[0].GetProperty("details").GetProperty("text").GetString());
    }

    private static string? OwnCode(Reply reply) =>
        reply.Json.GetProperty("issue")[0].TryGetProperty("details", out var details) ? details.GetProperty("coding")[0].GetProperty("code").GetString() : null;
}
