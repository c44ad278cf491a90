using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FhirAdapter.Proof.FaultServer;

/// <summary>Certificates made for the run: an authority that the adapter is told to trust, and certificates with everything wrong that can be.</summary>
internal static class Tls
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly X509Certificate2 Authority = MakeAuthority("CN=proof authority");
    private static readonly X509Certificate2 Stranger = MakeAuthority("CN=nobody's authority");

    private static readonly X509Certificate2 Good = Make("localhost", Authority, Now.AddDays(-1), Now.AddDays(30));
    private static readonly X509Certificate2 Expired = Make("localhost", Authority, Now.AddDays(-30), Now.AddDays(-1));
    private static readonly X509Certificate2 WrongName = Make("elsewhere.example", Authority, Now.AddDays(-1), Now.AddDays(30));
    private static readonly X509Certificate2 UnknownAuthority = Make("localhost", Stranger, Now.AddDays(-1), Now.AddDays(30));

    /// <summary>How a server speaks TLS, with what is wrong about it; nothing where all is well.</summary>
    private static SslServerAuthenticationOptions Server(TlsTrouble? trouble) => new()
    {
        ServerCertificate = trouble switch
        {
            TlsTrouble.Expired => Expired,
            TlsTrouble.WrongName => WrongName,
            TlsTrouble.UnknownAuthority => UnknownAuthority,
            _ => Good,
        },
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ClientCertificateRequired = trouble == TlsTrouble.ClientCertificateRefused,
        RemoteCertificateValidationCallback = (_, _, _, _) => trouble != TlsTrouble.ClientCertificateRefused,
    };

    /// <summary>Makes a server's end of a connection secure, with what is wrong about it.</summary>
    public static async Task<Stream> SecureAsync(Stream plain, TlsTrouble? trouble, CancellationToken cancellationToken)
    {
        if (trouble == TlsTrouble.OldProtocol)
        {
            // What a server of TLS 1.1 answers to a client that knows no less than 1.2: the alert protocol_version.
            await plain.ReadExactlyAsync(new byte[5], cancellationToken);
            await plain.WriteAsync(new byte[] { 0x15, 0x03, 0x02, 0x00, 0x02, 0x02, 0x46 }, cancellationToken);
            throw new IOException("The protocol is too old.");
        }
        var secure = new SslStream(plain, leaveInnerStreamOpen: false);
        await secure.AuthenticateAsServerAsync(Server(trouble), cancellationToken);
        return secure;
    }

    public static X509ChainPolicy Trusting()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(Authority);
        return policy;
    }

    private static X509Certificate2 MakeAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Now.AddDays(-60), Now.AddDays(60));
    }

    private static X509Certificate2 Make(string host, X509Certificate2 authority, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (host == "localhost")
            names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, from, to, RandomNumberGenerator.GetBytes(8));
        return X509CertificateLoader.LoadPkcs12(certificate.CopyWithPrivateKey(key).Export(X509ContentType.Pkcs12), null);
    }
}
