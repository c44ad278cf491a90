using System.Net;
using FhirAdapter.Configuration;
using FhirAdapter.Host.Health;
using FhirAdapter.Host.Intake;
using FhirAdapter.Host.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace FhirAdapter.Host.Http;

/// <summary>The HTTP side of <c>run</c>: one listener, deny by default, nothing cached, nothing logged but codes and counts.</summary>
internal static class HttpHost
{
    // Room for a caller's own headers and a long key; Kestrel's own default is four times as much.
    private const int MaxHeaderBytes = 8 * 1024;

    /// <summary>Adds the listener and what it needs. To be called after the settings were found usable.</summary>
    /// <exception cref="AdapterConfigurationException">A key or certificate file is not usable; all that is wrong is named.</exception>
    public static void Add(WebApplicationBuilder builder, FhirAdapterOptions options)
    {
        var errors = new List<string>();
        var certificate = ServerCertificate.Load(options.Http, errors);
        var keys = ApiKeyFile.Open(options.Intake.ApiKeyFile, TimeProvider.System, errors);
        if (errors.Count > 0)
            throw new AdapterConfigurationException(errors);

        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Intake.MaxRequestBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
            kestrel.Limits.MaxConcurrentConnections = 1_000;
            Listen(kestrel, options.Http.Url!, listen =>
            {
                listen.Protocols = certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
                if (certificate is not null)
                    listen.UseHttps(https => certificate.Use(https));
            });
        });
        builder.Services.AddRouting();
        builder.Services.AddSingleton<ReadinessView>();
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Problems.Complete);
        IntakeServices.Add(builder.Services, options.Intake, keys);
        AspNetLog.Silence(builder.Logging.Services);
    }

    /// <summary>Puts the request's way together.</summary>
    public static void Use(WebApplication application, FhirAdapterOptions options)
    {
        application.UseMiddleware<OuterMiddleware>();
        application.UseStatusCodePages();
        application.UseRouting();
        application.UseRateLimiter();
        application.UseAuthentication();
        application.UseAuthorization();
        HealthEndpoints.Map(application);
        application.MapJwks(application.Configuration);
        if (options.Intake.ApiKeyFile is not null)
            RecordsEndpoint.Map(application);
    }

    // Kestrel takes a name it does not know for every address of the machine, so it is given none.
    private static void Listen(KestrelServerOptions kestrel, Uri url, Action<ListenOptions> configure)
    {
        if (IPAddress.TryParse(url.DnsSafeHost, out var address))
            kestrel.Listen(address, url.Port, configure);
        else if (url.Port == 0)
            kestrel.Listen(IPAddress.Loopback, 0, configure);
        else
            kestrel.ListenLocalhost(url.Port, configure);
    }
}
