using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FhirAdapter.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace FhirAdapter.Host.Http;

/// <summary>The certificate the listener shows, with those that lead to its root.</summary>
internal sealed class ServerCertificate
{
    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2Collection _chain;

    private ServerCertificate(X509Certificate2 certificate, X509Certificate2Collection chain) => (_certificate, _chain) = (certificate, chain);

    /// <summary>Reads certificate and key where the listener needs them.</summary>
    public static ServerCertificate? Load(HttpOptions options, List<string> errors)
    {
        if (options.Url?.Scheme != Uri.UriSchemeHttps)
            return null;
        var known = errors.Count;
        PrivateFile.Check("FhirAdapter:Http:CertificateKeyFile", options.CertificateKeyFile!, errors);
        if (!File.Exists(options.CertificateFile))
            errors.Add($"FhirAdapter:Http:CertificateFile is not there: {options.CertificateFile}.");
        if (errors.Count > known)
            return null;
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(options.CertificateFile!);
            return new ServerCertificate(X509Certificate2.CreateFromPemFile(options.CertificateFile!, options.CertificateKeyFile), chain);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            errors.Add("FhirAdapter:Http:CertificateFile and CertificateKeyFile must be a certificate and its key in PEM, the key without a password.");
            return null;
        }
    }

    public void Use(HttpsConnectionAdapterOptions https)
    {
        https.ServerCertificate = _certificate;
        https.ServerCertificateChain = _chain;
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        https.HandshakeTimeout = TimeSpan.FromSeconds(10);
        https.ClientCertificateMode = ClientCertificateMode.NoCertificate;
    }
}
