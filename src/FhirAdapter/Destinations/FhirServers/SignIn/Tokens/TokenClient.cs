using System.Net.Http.Headers;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>Asks once for a token. It keeps nothing but where to ask.</summary>
internal sealed class TokenClient(
    FhirServerOptions options, WriteProfile? profile, Origin origin, TokenEndpoint endpoint, IClientAuthentication authentication, SmallExchange exchange, ServerClock clock, TimeProvider time)
{
    /// <summary>What is assumed of a token whose server does not say: SMART recommends no longer life. A 401 tells if it was shorter.</summary>
    private static readonly TimeSpan AssumedLife = TimeSpan.FromMinutes(5);

    private readonly AskedScopes asked = AskedScopes.Of(options, profile);

    public AskedScopes Asked => asked;

    public TokenEndpoint Endpoint => endpoint;

    public string Describe() => authentication.Describe();

    /// <summary>A token with all scopes that are needed, or why there is none.</summary>
    public async Task<(AccessToken? Token, TokenFailure? Failure)> AskAsync(CancellationToken cancellationToken)
    {
        var (address, notFound) = await endpoint.FindAsync(cancellationToken).ConfigureAwait(false);
        if (address is null)
        {
            endpoint.Doubt();
            return (null, notFound);
        }
        using var message = new HttpRequestMessage(HttpMethod.Post, address);
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        if (asked.All is { Count: > 0 } scopes)
            form["scope"] = string.Join(' ', scopes);
        if (await authentication.AddAsync(form, message, cancellationToken).ConfigureAwait(false) is { } unable)
            return (null, new TokenFailure(unable, false));
        message.Content = new FormUrlEncodedContent(form);

        var askedAt = time.GetTimestamp();
        var (status, body, failure) = await exchange.SendAsync(message, cancellationToken).ConfigureAwait(false);
        if (failure is null)
        {
            (var token, failure) = Judge(status, TokenReplyReader.Read(body), askedAt);
            if (token is not null)
                return (token, null);
        }
        endpoint.Doubt();
        return (null, failure);
    }

    private (AccessToken? Token, TokenFailure? Failure) Judge(int status, TokenReply reply, long askedAt)
    {
        if (status is < 200 or > 299 || reply.Token is null)
            return (null, new TokenFailure(TokenRefusal.Of(status, reply.Error, clock.Refused(exchange.LastDate)), true));
        var granted = reply.Scopes ?? asked.All;
        if (ScopeComparison.Missing(asked.Needed, granted) is { Count: > 0 } missing)
            return (null, new TokenFailure(TokenRefusal.Missing(missing), true));
        var life = reply.Life ?? profile?.Token.Life ?? AssumedLife;
        var credentials = new Credentials(origin, new AuthenticationHeaderValue("Bearer", reply.Token));
        return (new AccessToken(credentials, askedAt, life < options.SignIn.MaxTokenLife ? life : options.SignIn.MaxTokenLife, granted), null);
    }
}
