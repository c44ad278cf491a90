using System.Net;
using FhirAdapter.Host.Tests.Intake;

namespace FhirAdapter.Host.Tests.Health;

public sealed class HealthEndpointTests
{
    [Fact]
    public async Task A_healthy_adapter_is_alive_and_ready_and_its_answers_are_not_kept()
    {
        await using var host = await IntakeHost.StartAsync();

        var (live, ready) = (await GetAsync(host, "/health/live"), await GetAsync(host, "/health/ready"));

        Assert.Equal((HttpStatusCode.OK, """{"status":"alive"}"""), (live.Status, live.Body));
        Assert.Equal((HttpStatusCode.OK, """{"status":"ready","findings":[]}"""), (ready.Status, ready.Body));
        Assert.True(ready.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task What_is_the_matter_is_told_to_a_caller_with_a_key_and_only_its_code_to_others()
    {
        await using var host = await IntakeHost.StartAsync(("Backpressure:LeastFreeBytes", (1L << 40).ToString(System.Globalization.CultureInfo.InvariantCulture)));

        var told = await GetAsync(host, "/health/ready");
        host.Client.DefaultRequestHeaders.Authorization = null;
        var others = await GetAsync(host, "/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, told.Status);
        Assert.Equal("disk-low", told.Json.GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.Contains("make room", told.Json.GetProperty("findings")[0].GetProperty("mend").GetString(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"not-ready","codes":["disk-low"]}"""), (others.Status, others.Body));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(host, "/health/live")).Status);
    }

    [Fact]
    public async Task Without_keys_health_is_answered_and_no_records_are_taken()
    {
        await using var host = await IntakeHost.StartAsync(("Intake:ApiKeyFile", null));

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(host, "/health/ready")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.PushAsync("{}")).Status);
    }

    [Fact]
    public async Task Many_probes_at_once_are_all_answered()
    {
        await using var host = await IntakeHost.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => GetAsync(host, "/health/ready")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
    }

    private static async Task<IntakeHost.Answer> GetAsync(IntakeHost host, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await host.SendAsync(request);
    }
}
