using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FhirAdapter.Configuration;
using FhirAdapter.Host.Http;
using FhirAdapter.Operations;
using FhirAdapter.Outbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace FhirAdapter.Host.Tests.Intake;

/// <summary>The HTTP side as <c>run</c> puts it together, on a real listener and a real ledger; what is delivered goes into a folder.</summary>
internal sealed class IntakeHost : IAsyncDisposable
{
    public const string Key = "key-0123456789-0123456789-0123456789";

    private readonly WebApplication _application;

    private IntakeHost(WebApplication application, string folder)
    {
        (_application, Folder) = (application, folder);
        Address = new Uri(application.Urls.First());
        Client = new HttpClient { BaseAddress = Address };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    public string Folder { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _application.Services;

    public AdapterOperations Operations => Services.GetRequiredService<AdapterOperations>();

    /// <summary>Every line logged so far, at every level.</summary>
    public string Log => string.Join('\n', Services.GetRequiredService<FakeLogCollector>().GetSnapshot().Select(
        line => $"{line.Level} {line.Category} {line.Message} {line.Exception} {string.Join(' ', line.StructuredState ?? [])}"));

    public static async Task<IntakeHost> StartAsync(
        params (string Key, string? Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("fhir-adapter-intake-").FullName;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["FhirAdapter:Identity:System"] = "https://clinic.example/fhir/id",
            ["FhirAdapter:Outbox:Path"] = Path.Combine(folder, "ledger.db"),
            ["FhirAdapter:Destinations:Files:bulk:Path"] = Directory.CreateDirectory(Path.Combine(folder, "fhir")).FullName,
            ["FhirAdapter:Http:Url"] = "http://127.0.0.1:0",
            ["FhirAdapter:Intake:ApiKeyFile"] = Secret(folder, "keys", Key),
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("FhirAdapter:" + s.Key, s.Value?.Replace("{folder}", folder, StringComparison.Ordinal))));
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging();
        // As an operator might who looks for a fault.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Trace).AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Trace);
        var options = FhirAdapterOptions.Read(builder.Configuration);
        HttpHost.Add(builder, options);
        builder.Services.AddFhirAdapter(builder.Configuration);
        var application = builder.Build();
        HttpHost.Use(application, options);
        await application.StartAsync();
        return new IntakeHost(application, folder);
    }

    /// <summary>A file for its owner only.</summary>
    public static string Secret(string folder, string name, string content, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
        return path;
    }

    public async Task<Answer> PushAsync(string body, string mediaType = "application/x-ndjson", string? prefer = null)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/records") { Content = content };
        if (prefer is not null)
            request.Headers.Add("Prefer", prefer);
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        return new Answer(response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }

    public async Task<DestinationCounts> CountsAsync() => (await Operations.StatusAsync(CancellationToken.None)).Destinations.Single();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    internal sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, string? MediaType, string Body)
    {
        public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

        public string Type => Json.GetProperty("type").GetString()!.Split(':')[^1];

        public IEnumerable<string> Outcomes => Json.GetProperty("results").EnumerateArray().Select(
            r => $"{r.GetProperty("line")} {(r.TryGetProperty("record", out var record) ? record.GetString() : "-")} {r.GetProperty("outcome")}");

        public IEnumerable<string> Faults => Json.GetProperty("faults").EnumerateArray().Select(
            f => $"{f.GetProperty("line")} {f.GetProperty("field").GetString()} {f.GetProperty("code").GetString()}");
    }
}
