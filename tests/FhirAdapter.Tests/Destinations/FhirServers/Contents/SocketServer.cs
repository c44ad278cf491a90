using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Tests.Destinations.FhirServers.Contents;

/// <summary>Puts a server in memory behind a real socket: what is lost there is a connection that breaks off here.</summary>
internal sealed class SocketServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpMessageInvoker server;

    private SocketServer(WebApplication app, HttpMessageInvoker server) => (this.app, this.server) = (app, server);

    public Uri BaseAddress => new($"{app.Urls.First()}/fhir");

    public static async Task<SocketServer> StartAsync(NamelessServer inner)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var socket = new SocketServer(builder.Build(), new HttpMessageInvoker(inner, disposeHandler: false));
        socket.app.Run(socket.AnswerAsync);
        await socket.app.StartAsync();
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        server.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri($"http://localhost{context.Request.Path}{context.Request.QueryString}"))
        {
            Content = new ByteArrayContent(body.ToArray()),
        };
        try
        {
            using var answer = await server.SendAsync(request, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            if (answer.Headers.Location is { } location)
                context.Response.Headers.Location = location.OriginalString;
            context.Response.ContentType = "application/fhir+json";
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (HttpRequestException)
        {
            context.Abort();
        }
    }
}
