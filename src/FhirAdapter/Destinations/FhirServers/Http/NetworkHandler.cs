using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using FhirAdapter.Destinations.FhirServers.SignIn;

namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>Sets the network stack of one destination on purpose: nothing is followed, kept, unpacked or taken from the environment.</summary>
internal static class NetworkHandler
{
    private const int MaxHeadersKiB = 64;

    /// <param name="options">Checked before.</param>
    /// <param name="resolve">Stands in for the resolver of names in tests.</param>
    /// <param name="certificate">The client certificate; by default as the options name it.</param>
    public static SocketsHttpHandler Create(
        FhirServerOptions options, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null, CurrentCertificate? certificate = null) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = options.Proxy is not null,
        Proxy = options.Proxy is { } proxy ? new WebProxy(proxy) : null,
        AutomaticDecompression = DecompressionMethods.None,
        MaxConnectionsPerServer = options.Concurrency,
        MaxResponseHeadersLength = MaxHeadersKiB,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = options.ConnectTimeout,
        ActivityHeadersPropagator = null,
        ConnectCallback = new GuardedConnect(new AddressRule(options), resolve).ConnectAsync,
        SslOptions = Tls(options, certificate ?? Certificate(options)),
    };

    /// <summary>The client certificate that the options name.</summary>
    public static CurrentCertificate? Certificate(FhirServerOptions options) => options.SignIn.CertificateFile is null ? null : new CurrentCertificate(options.SignIn);

    private static SslClientAuthenticationOptions Tls(FhirServerOptions options, CurrentCertificate? certificate)
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = options.Tls.Revocation,
            RevocationFlag = X509RevocationFlag.ExcludeRoot,
            UrlRetrievalTimeout = options.ConnectTimeout,
        };
        if (options.Tls.TrustFile is { } trusted)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.ImportFromPemFile(trusted);
        }
        var tls = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13, CertificateChainPolicy = policy };
        if (certificate is not null)
            tls.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate.Read().Certificate!;
        return tls;
    }
}
