using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>Reads the TLS client certificate with its private key.</summary>
internal static class ClientCertificate
{
    /// <summary>The certificate, or which setting is wrong and how it is mended.</summary>
    public static X509Certificate2? Load(SignInOptions options, out (string Key, string Text)? wrong)
    {
        var path = options.CertificateFile!;
        var isPfx = Path.GetExtension(path).ToUpperInvariant() is ".PFX" or ".P12";
        wrong = null;
        try
        {
            // A PEM certificate without its key is no secret; whatever holds the key is.
            var keyPath = isPfx ? path : options.CertificateKeyFile ?? path;
            if (SecretFile.Wrong(keyPath) is { } secret)
                wrong = (keyPath == path ? nameof(options.CertificateFile) : nameof(options.CertificateKeyFile), secret);
            else if (Read(path, keyPath, isPfx, Password(options)) is { } certificate)
                return certificate;
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Told below: the library's text names the file's inner structure, not what to mend.
        }
        wrong ??= (nameof(options.CertificateFile),
            $"names {path}, which is no {(isPfx ? "PFX" : "PEM")} certificate with its private key, or the password does not fit; "
            + "set CertificateKeyFile or CertificatePasswordFile");
        return null;
    }

    /// <summary>What is wrong with its dates; nothing where it is valid now.</summary>
    public static string? WrongDate(X509Certificate2 certificate, DateTimeOffset now) =>
        now > certificate.NotAfter.ToUniversalTime() ? $"names a certificate that expired on {Date(certificate.NotAfter)}; put a new one in its place"
        : now < certificate.NotBefore.ToUniversalTime() ? $"names a certificate that is valid only from {Date(certificate.NotBefore)}; check this machine's clock"
        : null;

    private static X509Certificate2? Read(string path, string keyPath, bool isPfx, string? password)
    {
        if (isPfx)
        {
            var pfx = X509CertificateLoader.LoadPkcs12FromFile(path, password);
            return pfx.HasPrivateKey ? pfx : null;
        }
        var pem = password is null
            ? X509Certificate2.CreateFromPemFile(path, keyPath)
            : X509Certificate2.CreateFromEncryptedPemFile(path, password, keyPath);
        if (!OperatingSystem.IsWindows())
            return pem;
        // TLS on Windows takes no key that is in memory alone.
        using (pem)
            return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pfx), null);
    }

    private static string? Password(SignInOptions options) =>
        options.CertificatePasswordFile is { } file ? File.ReadAllText(file).Trim('\r', '\n') : null;

    private static string Date(DateTime date) => date.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
