using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Benchmarks.NullSink;

/// <summary>
/// A FHIR server that keeps nothing: it reads each transaction, counts its entries and answers each as created. It is there so that
/// a speed run measures the sender; it must not be taken for a FHIR server.
/// </summary>
internal sealed class SinkServer : IAsyncDisposable
{
    private const long BodyLimit = 256L * 1024 * 1024;
    private readonly WebApplication _app;
    private readonly SinkFigures _figures = new();

    private SinkServer(WebApplication app) => _app = app;

    /// <summary>Where it listens, on the loopback interface, on a port that the operating system chose.</summary>
    public Uri BaseUrl => new(_app.Urls.First() + "/");

    public static async Task<SinkServer> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit;
            kestrel.Limits.MinRequestBodyDataRate = null;
        });
        var server = new SinkServer(builder.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync(cancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path != "/figures")
            _figures.Came();
        return AnswerEachAsync(context);
    }

    private Task AnswerEachAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value!.Trim('/')) switch
    {
        ("GET", "metadata") => AnswerJsonAsync(context, SinkCapabilities.Json),
        ("GET", "figures") => AnswerJsonAsync(context, _figures.ToJson()),
        ("POST", "") => AnswerBundleAsync(context),
        ("POST", var path) when path.EndsWith("/_search", StringComparison.Ordinal) => AnswerFormSearchAsync(context, path[..path.IndexOf('/', StringComparison.Ordinal)]),
        ("GET", var type) when !type.Contains('/', StringComparison.Ordinal) => AnswerSearchAsync(context, type, context.Request.Query["identifier"]),
        ("PUT" or "POST", var path) => AnswerSingleAsync(context, path.Split('/')[0]),
        _ => AnswerNotFoundAsync(context),
    };

    private async Task AnswerBundleAsync(HttpContext context)
    {
        var bundle = await BundleReader.ReadAsync(context.Request.BodyReader, context.RequestAborted);
        var first = _figures.Took(bundle.Found.Count(e => e.Search is null));
        context.Response.ContentType = SinkSearch.ContentType;
        BundleReply.Write(context.Response.BodyWriter, bundle, first);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private async Task AnswerSingleAsync(HttpContext context, string type)
    {
        while (await context.Request.BodyReader.ReadAsync(context.RequestAborted) is var read)
        {
            context.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.ETag = "W/\"1\"";
        context.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"{BaseUrl}{type}/{_figures.Took(1)}/_history/1");
    }

    private static async Task AnswerFormSearchAsync(HttpContext context, string type)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        await AnswerSearchAsync(context, type, form["identifier"]);
    }

    private static Task AnswerSearchAsync(HttpContext context, string type, string? identifiers) =>
        AnswerJsonAsync(context, SinkSearch.SearchSet(type, identifiers));

    private static Task AnswerNotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static async Task AnswerJsonAsync(HttpContext context, ReadOnlyMemory<byte> json)
    {
        context.Response.ContentType = SinkSearch.ContentType;
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }
}
