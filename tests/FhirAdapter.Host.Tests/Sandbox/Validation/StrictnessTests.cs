using FhirAdapter.Sandbox;

namespace FhirAdapter.Host.Tests.Sandbox.Validation;

public sealed class StrictnessTests
{
    private const string Head = "\"resourceType\":\"Observation\",\"status\":\"final\"";

    private const string Final = Head + ",\"code\":{\"text\":\"x\"}";

    private const string Canary = "Canary4711";

    private const string Condition = "\"resourceType\":\"Condition\",\"subject\":{\"display\":\"x\"}";

    private const string Clinical = "http://terminology.hl7.org/CodeSystem/condition-clinical";

    private const string Verification = "http://terminology.hl7.org/CodeSystem/condition-ver-status";

    [Theory]
    [InlineData(Final + ",\"hurts\":\"Canary4711\"", 400, "structure", "Observation.hurts")]
    [InlineData("\"resourceType\":\"Observation\",\"status\":\"Canary4711\",\"code\":{\"text\":\"x\"}", 400, "code-invalid", "Observation.status")]
    [InlineData(Head, 400, "required", "Observation.code")]
    [InlineData(Final + ",\"subject\":[{\"display\":\"Canary4711\"}]", 400, "structure", null)]
    [InlineData(Final + ",\"identifier\":{\"value\":\"Canary4711\"}", 400, "structure", null)]
    [InlineData(Final + ",\"effectiveDateTime\":\"2026-11-20T17:30\"", 400, "value", "Observation.effective")]
    [InlineData(Final + ",\"effectiveDateTime\":\"2026-11-20T17:30:00\"", 400, "value", "Observation.effective")]
    [InlineData(Final + ",\"effectiveDateTime\":\"2026-02-30\"", 400, "value", "Observation.effective")]
    [InlineData(Final + ",\"issued\":\"2026-11-20\"", 400, "value", "Observation.issued")]
    [InlineData(Final + ",\"valueAddress\":{\"text\":\"Canary4711\"}", 400, "structure", "Observation.value")]
    [InlineData(Final + ",\"valueString\":\"Canary4711\",\"valueInteger\":1", 400, "structure", null)]
    [InlineData(Final + ",\"valueQuantity\":{\"value\":\"61.50\"}", 400, "value", "Observation.value.value")]
    [InlineData(Final + ",\"valueString\":\"Canary\\u0000\"", 400, "value", "Observation.valueString")]
    [InlineData(Final + ",\"valueString\":\"\\ud800\"", 400, "structure", "")]
    [InlineData(Final + ",\"note\":[]", 400, "structure", null)]
    [InlineData(Final + ",\"subject\":null", 400, "structure", "Observation.subject")]
    [InlineData(Final + ",\"status\":\"final\"", 400, "structure", "")]
    [InlineData("\"resourceType\":\"Martian\"", 400, "structure", "")]
    [InlineData("\"status\":\"Canary4711\"", 400, "structure", "")]
    [InlineData(Final + ",\"effectivePeriod\":{\"start\":\"2026-11-20T10:00:00+01:00\",\"end\":\"2026-11-20T08:59:59Z\"}", 422, "invariant", "Observation.effectivePeriod")]
    [InlineData(Final + ",\"effectivePeriod\":{\"start\":\"2026-11-21\",\"end\":\"2026-11-20\"}", 422, "invariant", "Observation.effectivePeriod")]
    [InlineData(Final + ",\"valueInteger\":1,\"dataAbsentReason\":{\"text\":\"x\"}", 422, "invariant", "Observation")]
    [InlineData(Head + ",\"code\":{\"coding\":[{\"system\":\"http://x\",\"code\":\"y\"}]},\"valueInteger\":1,\"component\":[{\"code\":{\"coding\":[{\"system\":\"http://x\",\"code\":\"y\"}]}}]",
        422, "invariant", "Observation")]
    [InlineData(Final + ",\"referenceRange\":[{\"appliesTo\":[{\"text\":\"x\"}]}]", 422, "invariant", "Observation.referenceRange")]
    [InlineData(Final + ",\"valueQuantity\":{\"value\":1,\"code\":\"mm\"}", 422, "invariant", "Observation.valueQuantity")]
    [InlineData(Final + ",\"extension\":[{\"url\":\"http://x\"}]", 422, "invariant", "Observation.extension[0]")]
    [InlineData(Final + ",\"device\":{\"reference\":\"#none\"}", 422, "invariant", "Observation.device")]
    [InlineData(Condition + ",\"abatementDateTime\":\"2026\",\"clinicalStatus\":{\"coding\":[{\"system\":\"" + Clinical + "\",\"code\":\"active\"}]}", 422, "invariant", "Condition")]
    [InlineData(Condition + ",\"abatementDateTime\":\"2026\"", 422, "invariant", "Condition")]
    [InlineData(Condition + ",\"verificationStatus\":{\"coding\":[{\"system\":\"" + Verification + "\",\"code\":\"entered-in-error\"}]},\"clinicalStatus\":{\"coding\":[{\"system\":\"" + Clinical + "\",\"code\":\"active\"}]}",
        422, "invariant", "Condition")]
    [InlineData(Condition + ",\"clinicalStatus\":{\"coding\":[{\"system\":\"" + Clinical + "\",\"code\":\"unknown\"}]}", 422, "code-invalid", "Condition.clinicalStatus")]
    [InlineData("\"resourceType\":\"AllergyIntolerance\",\"patient\":{\"display\":\"x\"}", 422, "invariant", "AllergyIntolerance")]
    public async Task What_r4_forbids_is_refused_with_its_place_and_without_its_value(string content, int status, string code, string? expression)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var type = content.StartsWith("\"resourceType\":\"", StringComparison.Ordinal) ? content.Split('"')[3] : "Observation";
        if (type == "Martian") type = "Observation";

        var reply = await sandbox.PostAsync(type, "{" + content + "}");

        Assert.Equal((status, code), (reply.Status, reply.Issue().Code));
        if (expression is not null) Assert.Equal(expression, reply.Issue().Expression);
        Assert.DoesNotContain(Canary, reply.Text, StringComparison.Ordinal);
        Assert.Empty(sandbox.Server.Resources);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"resourceType\":\"Patient\",\"\":true}")]
    [InlineData("{\"resourceType\":\"Patient\",\"\\ud800\":true}")]
    [InlineData("null")]
    [InlineData("\uFEFF{\"resourceType\":\"Patient\",\"active\":true}")]
    [InlineData("{\"resourceType\":\"Patient\",\"active\":true} {}")]
    public async Task What_is_no_resource_is_400(string body)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var reply = await sandbox.PostAsync("Patient", body);

        Assert.Equal((400, "structure"), (reply.Status, reply.Issue().Code));
    }

    [Fact]
    public async Task Endless_nesting_is_400()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        Assert.Equal(400, (await sandbox.PostAsync("Patient", string.Concat(Enumerable.Repeat("{\"resourceType\":", 10_000)))).Status);
        Assert.Equal(400, (await sandbox.PostAsync("", string.Concat(Enumerable.Repeat("[", 10_000)))).Status);
    }

    [Theory]
    [InlineData(Final + ",\"effectivePeriod\":{\"start\":\"2026-11-20T23:30:00-05:00\",\"end\":\"2026-11-20\"}")]
    [InlineData(Final + ",\"effectivePeriod\":{\"start\":\"2026-11-20T10:00:00+01:00\",\"end\":\"2026-11-20T09:00:00Z\"}")]
    [InlineData(Condition + ",\"abatementDateTime\":\"2026\",\"clinicalStatus\":{\"coding\":[{\"system\":\"" + Clinical + "\",\"code\":\"resolved\"}]}")]
    [InlineData(Condition + ",\"category\":[{\"text\":\"x\"}]")]
    [InlineData(Final + ",\"contained\":[{\"resourceType\":\"Device\",\"id\":\"d\",\"status\":\"active\"}],\"device\":{\"reference\":\"#d\"}")]
    [InlineData(Final + ",\"valueString\":\"tab\\tline\\nend \\ud83d\\ude00\"")]
    [InlineData(Final + ",\"_valueString\":{\"extension\":[{\"url\":\"http://x\",\"_valueCode\":{\"extension\":[{\"url\":\"http://y\",\"valueBoolean\":true}]}}]}")]
    [InlineData(Final + ",\"subject\":{\"reference\":\"https://hospital.example/fhir/Patient/1\"}")]
    [InlineData(Final + ",\"subject\":{\"identifier\":{\"value\":\"x\"}}")]
    public async Task What_r4_allows_is_taken(string content)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var reply = await sandbox.PostAsync(content.Split('"')[3], "{" + content + "}");

        Assert.Equal((201, ""), (reply.Status, reply.Status == 201 ? "" : reply.Text));
    }

    [Fact]
    public async Task A_literal_reference_must_lead_to_a_live_resource_of_an_allowed_type()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var patient = await sandbox.PatientAsync();
        var device = (await sandbox.PostAsync("Device", """{"resourceType":"Device","status":"active"}""")).Id;

        async Task<(int, string)> With(string reference)
        {
            var reply = await sandbox.PostAsync("Procedure", Some.Procedure("p", reference));
            return (reply.Status, reply.Status == 201 ? "" : reply.Issue().Code);
        }

        Assert.Equal((201, ""), await With($"Patient/{patient}"));
        Assert.Equal((201, ""), await With($"Patient/{patient}/_history/1"));
        Assert.Equal((422, "not-found"), await With($"Patient/{patient}/_history/2"));
        Assert.Equal((422, "not-found"), await With("Patient/nobody"));
        Assert.Equal((422, "not-found"), await With($"{sandbox.Server.BaseAddress}/Patient/nobody"));
        Assert.Equal((422, "structure"), await With($"Device/{device}"));
        Assert.Equal((422, "not-found"), await With(Some.Urn(1)));
        Assert.Equal((400, "not-supported"), await With("Patient?identifier=a"));
        Assert.Equal((400, "value"), await With("the patient"));
        Assert.Equal((422, "invariant"), await With($"Patient/{patient}\",\"type\":\"Group"));
        await sandbox.DeleteAsync($"Patient/{patient}");
        Assert.Equal((422, "not-found"), await With($"Patient/{patient}"));
    }

    [Fact]
    public async Task A_lenient_server_takes_references_that_lead_nowhere()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { Strict = false });

        Assert.Equal(201, (await sandbox.PostAsync("Procedure", Some.Procedure("p", "Patient/nobody"))).Status);
    }
}
