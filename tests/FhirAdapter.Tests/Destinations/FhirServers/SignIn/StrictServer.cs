using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn;

/// <summary>A FHIR server that wants a token, and the authorization server that gives it out, strict in all that SMART Backend Services demands.</summary>
internal sealed class StrictServer : IAsyncDisposable
{
    public const string ClientId = "the-clinic";

    private readonly WebApplication application;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, DateTimeOffset> tokens = new();
    private int tokenRequests;
    private int fhirRequests;
    private int refusals;

    private StrictServer(WebApplication application, TimeProvider time)
    {
        this.application = application;
        this.time = time;
        Assertions = new StrictAssertion(ClientId, time);
        application.Run(AnswerAsync);
    }

    public Uri Base => new($"{application.Urls.Single()}/fhir");

    public Uri TokenAddress => new($"{application.Urls.Single()}/token");

    public StrictAssertion Assertions { get; }

    /// <summary>The client's key set, as a server that caches it has it.</summary>
    public Func<byte[]> KeySet { get; set; } = () => Encoding.ASCII.GetBytes("""{"keys":[]}""");

    /// <summary>A Basic header that is taken in place of an assertion.</summary>
    public string? Basic { get; set; }

    public TimeSpan TokenLife { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>What stands after <c>expires_in</c>; the life in seconds where it is not set, nothing where it is empty.</summary>
    public string? ExpiresIn { get; set; }

    /// <summary>What is granted; what is asked for where it is not set.</summary>
    public string? Granted { get; set; }

    /// <summary>What smart-configuration says; the truth where it is not set.</summary>
    public string? NamedTokenAddress { get; set; }

    /// <summary>Answers in place of the server, where it returns true.</summary>
    public Func<HttpContext, bool>? Instead { get; set; }

    public string? LastScope { get; private set; }

    public ConcurrentQueue<string> Reasons { get; } = new();

    public int TokenRequests => Volatile.Read(ref tokenRequests);

    /// <summary>Requests to the FHIR base, of whatever answer.</summary>
    public int FhirRequests => Volatile.Read(ref fhirRequests);

    /// <summary>How many of them were answered 401.</summary>
    public int Refusals => Volatile.Read(ref refusals);

    public static async Task<StrictServer> StartAsync(TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new StrictServer(builder.Build(), time);
        await server.application.StartAsync();
        return server;
    }

    /// <summary>From now on no token that was given out is taken.</summary>
    public void Revoke() => tokens.Clear();

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.Date = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        if (Instead?.Invoke(context) == true)
            return;
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var (status, answer) = context.Request.Path.Value switch
        {
            "/fhir/.well-known/smart-configuration" => (200, $$"""{"token_endpoint":"{{NamedTokenAddress ?? TokenAddress.AbsoluteUri}}"}"""),
            "/token" => Token(context, body),
            _ => Fhir(context, body),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer, context.RequestAborted);
    }

    private (int, string) Token(HttpContext context, string body)
    {
        Interlocked.Increment(ref tokenRequests);
        var form = new FormReader(body);
        LastScope = form["scope"];
        lock (Assertions)
        {
            var wrong = form["grant_type"] != "client_credentials" ? "its grant type is wrong"
                : Basic is { } basic ? (context.Request.Headers.Authorization == basic ? null : "its password is wrong")
                : form["client_assertion_type"] != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" ? "it is of another kind"
                : Assertions.Wrong(form["client_assertion"]!, TokenAddress, KeySet());
            if (wrong is not null)
            {
                Reasons.Enqueue(wrong);
                return (401, """{"error":"invalid_client","error_description":"CANARY-of-the-server"}""");
            }
        }
        var token = $"t0ken-{Guid.NewGuid():N}";
        tokens[token] = time.GetUtcNow() + TokenLife;
        var seconds = ExpiresIn ?? TokenLife.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        var life = seconds.Length == 0 ? "" : $",\"expires_in\":{seconds}";
        return (200, $$"""{"access_token":"{{token}}","token_type":"bearer","scope":"{{Granted ?? LastScope}}"{{life}}}""");
    }

    private (int, string) Fhir(HttpContext context, string body)
    {
        Interlocked.Increment(ref fhirRequests);
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal) || !tokens.TryGetValue(header["Bearer ".Length..], out var ends) || ends <= time.GetUtcNow())
        {
            Interlocked.Increment(ref refusals);
            return (401, "{}");
        }
        return context.Request.Path.Value switch
        {
            "/fhir/metadata" => (200, Capability),
            "/fhir/Patient/_search" => (200, ScriptedServer.Searchset("Patient", "patient", "A", "pa")),
            "/fhir" => (200, ScriptedServer.Accept(body).Body),
            _ => (404, $"{{\"path\":\"{context.Request.GetEncodedPathAndQuery()}\"}}"),
        };
    }

    private const string Capability = """
        {"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","rest":[{"mode":"server","interaction":[{"code":"transaction"}],"resource":[
         {"type":"Observation","interaction":[{"code":"create"},{"code":"update"}],"conditionalCreate":true,"conditionalUpdate":true,"searchParam":[{"name":"identifier"}]},
         {"type":"Procedure","interaction":[{"code":"create"},{"code":"update"}],"conditionalCreate":true,"conditionalUpdate":true,"searchParam":[{"name":"identifier"}]},
         {"type":"Patient","interaction":[{"code":"search-type"}],"searchParam":[{"name":"identifier"}]}]}]}
        """;

    private sealed class FormReader(string body)
    {
        private readonly Dictionary<string, Microsoft.Extensions.Primitives.StringValues> form =
            Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(body);

        public string? this[string name] => form.TryGetValue(name, out var values) ? values.Single() : null;
    }
}
