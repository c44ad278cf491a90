using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FhirAdapter.Records;
using FhirAdapter.Tests.Profiles;
using FhirAdapter.Tests.Records;

namespace FhirAdapter.Tests.IndependentServer;

public sealed class IndependentServerTests(IndependentServerFixture server) : IClassFixture<IndependentServerFixture>, IDisposable
{
    private readonly HttpClient _client = new();

    public void Dispose() => _client.Dispose();

    [NodeFact]
    public async Task It_says_that_it_speaks_R4_and_takes_transactions_and_batches()
    {
        using var metadata = JsonDocument.Parse(await _client.GetStringAsync(new Uri(server.BaseAddress, "metadata")));

        Assert.Equal("4.0.1", metadata.RootElement.GetProperty("fhirVersion").GetString());
        var interactions = metadata.RootElement.GetProperty("rest")[0].GetProperty("interaction").EnumerateArray();
        Assert.Equal(["transaction", "batch"], interactions.Select(each => each.GetProperty("code").GetString()));
    }

    [NodeFact]
    public async Task A_patient_that_was_created_is_read_back_as_it_was_sent()
    {
        using var body = new StringContent(
            """{"resourceType":"Patient","identifier":[{"system":"urn:test:id","value":"smoke"}],"gender":"other"}""",
            Encoding.UTF8,
            MediaTypeHeaderValue.Parse("application/fhir+json"));
        using var created = await _client.PostAsync(new Uri(server.BaseAddress, "Patient"), body);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);

        using var patient = JsonDocument.Parse(await _client.GetStringAsync(created.Headers.Location));
        Assert.Equal("other", patient.RootElement.GetProperty("gender").GetString());
        Assert.Equal("smoke", patient.RootElement.GetProperty("identifier")[0].GetProperty("value").GetString());
        Assert.Equal($"W/\"{patient.RootElement.GetProperty("meta").GetProperty("versionId").GetString()}\"", created.Headers.ETag?.ToString());
    }

    [NodeFact]
    public async Task A_resource_that_does_not_keep_the_profile_it_claims_is_refused()
    {
        var sound = WrittenResource.Of(Mapped.Of(Situations.CompletedWithTwoSites).Resources.Single(r => r.Role == ResourceRole.Main)).Json;

        Assert.Equal(HttpStatusCode.Created, await PostAsync(sound));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(sound.Replace("\"code\":\"dry-needling\"", "\"code\":\"acupuncture\"", StringComparison.Ordinal)));

        async Task<HttpStatusCode> PostAsync(string json)
        {
            using var body = new StringContent(json, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/fhir+json"));
            using var answer = await _client.PostAsync(new Uri(server.BaseAddress, "Procedure"), body);
            return answer.StatusCode;
        }
    }

    [NodeFact]
    public async Task A_reset_forgets_every_resource()
    {
        using var body = new StringContent("""{"resourceType":"Patient"}""", Encoding.UTF8, MediaTypeHeaderValue.Parse("application/fhir+json"));
        using var created = await _client.PostAsync(new Uri(server.BaseAddress, "Patient"), body);

        await server.ResetAsync(_client, CancellationToken.None);

        using var read = await _client.GetAsync(created.Headers.Location);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }
}
