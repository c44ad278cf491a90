using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.SignIn.Tokens;
using FhirAdapter.WriteProfiles;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>Makes the sign-in that the settings name.</summary>
internal static class SignInFactory
{
    /// <param name="destination">The destination's name, for the log.</param>
    /// <param name="options">Checked before.</param>
    /// <param name="profile">What is known of this kind of server; nothing where nothing is.</param>
    /// <param name="certificate">The client certificate, where there is one.</param>
    /// <param name="origin">Where credentials may go.</param>
    /// <param name="network">What tokens are asked for by.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Gets names of settings and scopes.</param>
    public static ISignIn Create(
        string destination, FhirServerOptions options, WriteProfile? profile, CurrentCertificate? certificate, Origin origin, HttpMessageInvoker network, TimeProvider time,
        ILogger logger)
    {
        var signIn = OfKind(destination, options, profile, origin, network, time, logger);
        return certificate is null ? signIn : new DatedSignIn(signIn, certificate, time);
    }

    private static ISignIn OfKind(
        string destination, FhirServerOptions options, WriteProfile? profile, Origin origin, HttpMessageInvoker network, TimeProvider time, ILogger logger)
    {
        if (options.SignIn.Kind is not (SignInKind.ClientCredentials or SignInKind.SmartBackendServices))
            return new FileSignIn(options.SignIn, origin);
        var exchange = new SmallExchange(options, network, time);
        var endpoint = new TokenEndpoint(options, origin, exchange, time);
        var clock = new ServerClock(time);
        IClientAuthentication authentication = options.SignIn.Kind == SignInKind.SmartBackendServices
            ? new AssertionAuthentication(options.SignIn, time, clock)
            : new SecretAuthentication(options.SignIn);
        var client = new TokenClient(options, profile, origin, endpoint, authentication, exchange, clock, time);
        // The kind of server may want more patience than the settings.
        var least = profile?.Token.LeastInterval is { } known && known > options.SignIn.LeastInterval ? known : options.SignIn.LeastInterval;
        return new TokenSignIn(destination, options, least, client, time, logger);
    }
}
