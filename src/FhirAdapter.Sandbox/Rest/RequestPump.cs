using System.Globalization;
using System.Text;
using FhirAdapter.Sandbox.Manners;
using FhirAdapter.Sandbox.Pages;
using FhirAdapter.Sandbox.Search;
using FhirAdapter.Sandbox.Store;
using FhirAdapter.Sandbox.Validation;
using Microsoft.AspNetCore.Http;

namespace FhirAdapter.Sandbox.Rest;

/// <summary>HTTP in, <see cref="FhirRequest"/> through <paramref name="handle"/>, HTTP out. The only class that knows Kestrel's types.</summary>
internal sealed class RequestPump(SandboxOptions options, ResourceStore store, Uri baseAddress, TokenDesk? tokens, Func<FhirRequest, FhirResponse> handle)
{
    public async Task AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var (request, path) = (context.Request, context.Request.Path.Value ?? "/");
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (path == "/" && isRead)
        {
            await WriteHtmlAsync(context.Response, 200, StartPage.Write(store.Current, baseAddress), cancellationToken);
            return;
        }

        if (tokens is not null && await SignInAsync(context, path, cancellationToken)) return;

        var mediaType = MediaType.Answer(request);
        var response = mediaType is null
            ? FhirResponse.Of(FhirFailure.Of(406, "not-supported", "This server answers in application/fhir+json (FHIR 4.0) only."))
            : await RespondAsync(request, path, cancellationToken);
        SetHeaders(context.Response, response);
        if (response.Body is null)
        {
            context.Response.StatusCode = response.Status;
            if (response.MediaType is not null) context.Response.ContentType = response.MediaType;
        }
        else if (mediaType == MediaType.Html) await WriteHtmlAsync(context.Response, response.Status, ResourcePage.Write(path, response.Body), cancellationToken);
        else await WriteAsync(context.Response, response.Status, response.MediaType ?? MediaType.FhirJson, response.Body, cancellationToken);
    }

    /// <summary>Answers what is about signing in, and who has not.</summary>
    private async Task<bool> SignInAsync(HttpContext context, string path, CancellationToken cancellationToken)
    {
        var (status, json) = path switch
        {
            "/token" when HttpMethods.IsPost(context.Request.Method) => await RequestBody.ReadAsync(context.Request, options.MaxRequestBytes, cancellationToken) is { } form
                ? tokens!.Ask(QueryPair.Parse(Encoding.UTF8.GetString(form)))
                : (413, "{}"),
            "/fhir/.well-known/smart-configuration" => (200, $$"""{"token_endpoint":"{{new Uri(baseAddress, "/token")}}","grant_types_supported":["client_credentials"],"token_endpoint_auth_methods_supported":["client_secret_basic","private_key_jwt"]}"""),
            "/fhir/metadata" => (0, ""),
            _ when tokens!.LetsIn(Header(context.Request, "Authorization")) => (0, ""),
            _ => (401, """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"login","diagnostics":"A token is needed: ask for one at /token."}]}"""),
        };
        if (status == 0) return false;
        await WriteAsync(context.Response, status, status == 401 ? MediaType.FhirJson : "application/json", Encoding.UTF8.GetBytes(json), cancellationToken);
        return true;
    }

    private async Task<FhirResponse> RespondAsync(HttpRequest http, string path, CancellationToken cancellationToken)
    {
        if (path != "/fhir" && !path.StartsWith("/fhir/", StringComparison.Ordinal))
            return FhirResponse.Of(FhirFailure.Of(404, "not-found", "Nothing is served under this path; the FHIR base is /fhir."));
        var request = new FhirRequest
        {
            Verb = HttpMethods.IsHead(http.Method) ? "GET" : http.Method,
            Segments = path.TrimEnd('/').Split('/')[2..],
            Query = QueryPair.Parse(http.QueryString.Value ?? ""),
            IfMatch = Header(http, "If-Match"),
            IfNoneMatch = Header(http, "If-None-Match"),
            IfNoneExist = Header(http, "If-None-Exist"),
            Prefer = Preference.Parse(http.Headers["Prefer"]),
        };
        if (request.Verb is not ("POST" or "PUT")) return Handle(request);

        if (http.Headers.ContentEncoding.Any(encoding => encoding is not (null or "" or "identity")))
            return FhirResponse.Of(FhirFailure.Of(415, "not-supported", "The body must not be compressed."));
        var isForm = request.Segments is [_, "_search"] && (MediaType.IsForm(http.ContentType) || http.ContentLength is null or 0);
        if (!isForm && !MediaType.CanRead(http.ContentType))
            return FhirResponse.Of(FhirFailure.Of(415, "not-supported", "The body must be application/fhir+json (FHIR 4.0) in UTF-8."));
        if (await RequestBody.ReadAsync(http, options.MaxRequestBytes, cancellationToken) is not { } body)
            return FhirResponse.Of(RequestBody.TooLong(options.MaxRequestBytes));
        return Handle(isForm ? request with { Form = QueryPair.Parse(Encoding.UTF8.GetString(body)) } : request with { Body = body });
    }

    /// <summary>The top of every interaction: a bug is told as an OperationOutcome too, by its type only, since its message may hold values.</summary>
    private FhirResponse Handle(FhirRequest request)
    {
        try
        {
            return handle(request);
        }
        catch (Exception bug)
        {
            return FhirResponse.Of(FhirFailure.Of(500, "exception", $"The sandbox has a bug ({bug.GetType().Name})."));
        }
    }

    private void SetHeaders(HttpResponse http, FhirResponse response)
    {
        if (response.ETag is not null) http.Headers.ETag = response.ETag;
        if (response.LastModified is { } modified) http.Headers.LastModified = modified.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
        if (response.Location is not null) http.Headers.Location = response.LocationIsRelative ? response.Location : $"{baseAddress.AbsoluteUri}/{response.Location}";
        if (response.Allow is not null) http.Headers.Allow = response.Allow;
    }

    private static string? Header(HttpRequest request, string name) => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    private static Task WriteHtmlAsync(HttpResponse response, int status, string html, CancellationToken cancellationToken)
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        return WriteAsync(response, status, MediaType.Html, Encoding.UTF8.GetBytes(html), cancellationToken);
    }

    private static async Task WriteAsync(HttpResponse response, int status, string mediaType, byte[] body, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        response.ContentType = mediaType;
        response.ContentLength = body.Length;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method)) await response.Body.WriteAsync(body, cancellationToken);
    }
}
