using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.SignIn.Tokens;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>Makes the sign-in that the settings name.</summary>
internal static class SignInFactory
{
    public static ISignIn Create(
        string destination, FhirServerOptions options, Origin origin, HttpMessageInvoker network, TimeProvider time, ILogger logger)
    {
        var signIn = OfKind(destination, options, origin, network, time, logger);
        if (options.SignIn.CertificateFile is null)
            return signIn;
        using var certificate = ClientCertificate.Load(options.SignIn, out _);
        return new DatedSignIn(signIn, certificate?.NotAfter.ToUniversalTime() ?? DateTimeOffset.MinValue, time);
    }

    private static ISignIn OfKind(
        string destination, FhirServerOptions options, Origin origin, HttpMessageInvoker network, TimeProvider time, ILogger logger)
    {
        if (options.SignIn.Kind is not (SignInKind.ClientCredentials or SignInKind.SmartBackendServices))
            return new FileSignIn(options.SignIn, origin);
        var exchange = new SmallExchange(options, network, time);
        var endpoint = new TokenEndpoint(options, origin, exchange, time);
        var clock = new ServerClock(time);
        IClientAuthentication authentication = options.SignIn.Kind == SignInKind.SmartBackendServices
            ? new AssertionAuthentication(options.SignIn, time, clock)
            : new SecretAuthentication(options.SignIn);
        return new TokenSignIn(destination, options, new TokenClient(options, origin, endpoint, authentication, exchange, clock, time), time, logger);
    }
}
