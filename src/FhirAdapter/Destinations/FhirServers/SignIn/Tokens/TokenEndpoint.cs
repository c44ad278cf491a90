using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>Finds where tokens are asked for: by the settings, else by the server's smart-configuration, which is kept for an hour.</summary>
internal sealed class TokenEndpoint(FhirServerOptions options, Origin origin, SmallExchange exchange, TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    private readonly TokenAddressRule rule = new(options);
    private SmartConfiguration? known;
    private long knownAt;
    private bool isDoubted;

    /// <summary>What the server said last; nothing where the address is set.</summary>
    public SmartConfiguration? Configuration => known;

    /// <summary>The address, or why there is none.</summary>
    public async Task<(Uri? Address, TokenFailure? Failure)> FindAsync(CancellationToken cancellationToken)
    {
        if (options.SignIn.TokenAddress is { } set)
            return Checked(set);
        if (known is null || isDoubted || time.GetElapsedTime(knownAt) > KeptFor)
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, origin.AddressOf(".well-known/smart-configuration"));
            message.Headers.TryAddWithoutValidation("Accept", "application/json");
            var (status, body, failure) = await exchange.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (failure is not null)
                return (null, failure);
            if (status is < 200 or > 299 || SmartConfigurationReader.Read(body) is not { } read)
            {
                return (null, new TokenFailure(
                    new Failure(FailureCode.Unavailable, "SignIn:TokenAddress", "a token endpoint, in the settings or in .well-known/smart-configuration", status), true));
            }
            (known, knownAt, isDoubted) = (read, time.GetTimestamp(), false);
        }
        return Checked(known.TokenAddress);
    }

    /// <summary>Makes the next call ask the server again: what it said did not lead to a token.</summary>
    public void Doubt() => isDoubted = true;

    private (Uri? Address, TokenFailure? Failure) Checked(Uri address) =>
        rule.Wrong(address) is { } wrong ? (null, new TokenFailure(wrong, true)) : (address, null);
}
