using FhirAdapter.Host.Telemetry;
using FhirAdapter.Sources;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Host.Intake;

/// <summary>Who may push, and how much at once.</summary>
internal static class IntakeServices
{
    public static void Add(IServiceCollection services, IntakeOptions options, ApiKeyFile? keys)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RecordsEndpoint>();
        if (keys is not null)
            services.AddSingleton(provider => Watched(keys, provider.GetRequiredService<ILogger<ApiKeyFile>>()));
        services.AddAuthentication(ApiKeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        // Whatever does not say that it is open asks for a key, an address that is not there included.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddRateLimiter(limiter => IntakeLimits.Set(limiter, options));
    }

    private static ApiKeyFile Watched(ApiKeyFile keys, ILogger logger)
    {
        keys.Changed = (count, fault) =>
        {
            if (fault is null)
                HttpLog.KeysRead(logger, count);
            else
                HttpLog.KeysNotUsable(logger, fault);
        };
        return keys;
    }
}
