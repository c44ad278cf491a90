using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn;

/// <summary>An authority of the test's own, and certificates that it gives out.</summary>
internal sealed class SomeCertificates : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public SomeCertificates(DateTimeOffset now)
    {
        var request = new CertificateRequest("CN=An authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Authority = request.CreateSelfSigned(now.AddYears(-5), now.AddYears(5));
    }

    public X509Certificate2 Authority { get; }

    public X509Certificate2 Give(string name, DateTimeOffset from, DateTimeOffset to)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", own, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false));
        using var given = request.Create(Authority, from, to, RandomNumberGenerator.GetBytes(12));
        return given.CopyWithPrivateKey(own);
    }

    public void Dispose()
    {
        Authority.Dispose();
        key.Dispose();
    }
}
