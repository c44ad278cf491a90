using System.Security.Claims;
using System.Text.Encodings.Web;
using FhirAdapter.Host.Telemetry;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FhirAdapter.Host.Intake;

/// <summary>Knows callers by the key they bear, RFC 6750 section 2.1. It looks at one header and never at the body.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeyFile? keys = null)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";
    private const string Prefix = "Bearer ";

    private readonly ILogger _logger = loggers.CreateLogger<ApiKeyAuthentication>();

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var headers = Request.Headers.Authorization;
        if (headers.Count == 0)
            return Task.FromResult(AuthenticateResult.NoResult());
        if (keys is null || headers is not [{ } header] || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            || !keys.Accepts(header[Prefix.Length..].Trim()))
            return Task.FromResult(AuthenticateResult.Fail("invalid_token"));
        var caller = new ClaimsPrincipal(new ClaimsIdentity(SchemeName));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(caller, SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        HttpLog.Unauthorized(_logger);
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = Request.Headers.Authorization.Count == 0
            ? "Bearer realm=\"fhir-adapter\""
            : "Bearer realm=\"fhir-adapter\", error=\"invalid_token\"";
        return Task.CompletedTask;
    }
}
