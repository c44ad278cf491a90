using System.Net.Http.Headers;
using System.Text;
using FhirAdapter.Sandbox;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Host.Tests.Sandbox;

/// <summary>A sandbox on a port of its own, a clock that stands still until it is told to go, and a client for it.</summary>
public sealed class RunningSandbox : IAsyncDisposable
{
    private readonly HttpClient _http = new();

    private RunningSandbox(SandboxServer server, FakeTimeProvider clock) => (Server, Clock) = (server, clock);

    public SandboxServer Server { get; }

    public FakeTimeProvider Clock { get; }

    public static async Task<RunningSandbox> StartAsync(SandboxOptions? options = null)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));
        return new RunningSandbox(await SandboxServer.StartAsync(options ?? new SandboxOptions(), clock, CancellationToken.None), clock);
    }

    public Task<Reply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, headers);

    public Task<Reply> PostAsync(string path, string json, params (string Name, string Value)[] headers) => SendAsync("POST", path, json, headers);

    public Task<Reply> PutAsync(string path, string json, params (string Name, string Value)[] headers) => SendAsync("PUT", path, json, headers);

    public Task<Reply> DeleteAsync(string path, params (string Name, string Value)[] headers) => SendAsync("DELETE", path, null, headers);

    /// <summary>Sends to a path below the FHIR base, to a path from the root when it begins with a slash, or to an absolute URL.</summary>
    public async Task<Reply> SendAsync(string verb, string path, string? body, params (string Name, string Value)[] headers)
    {
        var root = Server.BaseAddress.GetLeftPart(UriPartial.Authority);
        var url = path.StartsWith("http", StringComparison.Ordinal) ? path : path.StartsWith('/') ? root + path : $"{Server.BaseAddress}/{path}".TrimEnd('/');
        using var request = new HttpRequestMessage(new HttpMethod(verb), url);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            var type = headers.FirstOrDefault(header => header.Name == "Content-Type").Value ?? "application/fhir+json";
            if (type.Length > 0) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        foreach (var (name, value) in headers)
        {
            if (name == "Content-Encoding") request.Content!.Headers.ContentEncoding.Add(value);
            else if (name != "Content-Type") request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request);
        return new Reply((int)response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Stores a patient and gives its id.</summary>
    public async Task<string> PatientAsync(string value = "MRN1") => (await PostAsync("Patient", Some.Patient(value))).Id;

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return Server.DisposeAsync();
    }
}
