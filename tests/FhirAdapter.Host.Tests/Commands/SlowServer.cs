using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FhirAdapter.Host.Tests.Commands;

/// <summary>Stands before a server: each write is handed on at once and answered only when the test lets go, or never.</summary>
internal sealed class SlowServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly HttpClient _client = new();
    private int _writes;

    private SlowServer(WebApplication application) => _application = application;

    public Uri Address => new(_application.Urls.First());

    /// <summary>How many writes came in.</summary>
    public int Writes => Volatile.Read(ref _writes);

    /// <summary>Lets the answers through.</summary>
    public TaskCompletionSource LetGo { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<SlowServer> StartAsync(Uri server)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var application = builder.Build();
        var slow = new SlowServer(application);
        application.Run(context => slow.PassAsync(context, new Uri(server.GetLeftPart(UriPartial.Authority))));
        await application.StartAsync();
        return slow;
    }

    public async ValueTask DisposeAsync()
    {
        LetGo.TrySetCanceled();
        await _application.StopAsync();
        await _application.DisposeAsync();
        _client.Dispose();
    }

    private async Task PassAsync(HttpContext context, Uri server)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(server, context.Request.Path + context.Request.QueryString));
        if (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        foreach (var (name, value) in context.Request.Headers.Where(h => h.Key is "Accept" or "If-None-Exist" or "If-Match" or "Prefer"))
            request.Headers.TryAddWithoutValidation(name, (string?)value);
        using var response = await _client.SendAsync(request, context.RequestAborted);
        var body = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        if (context.Request.Method != "GET" && !context.Request.Path.Value!.EndsWith("/_search", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _writes);
            await LetGo.Task.WaitAsync(context.RequestAborted);
        }

        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        if (response.Headers.ETag is { } tag)
            context.Response.Headers.ETag = tag.ToString();
        if (response.Headers.Location is { } location)
            context.Response.Headers.Location = location.ToString();
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
