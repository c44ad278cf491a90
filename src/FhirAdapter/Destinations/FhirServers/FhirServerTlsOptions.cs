using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FhirAdapter.Destinations.FhirServers;

/// <summary>How a server's certificate is checked. TLS is 1.2 or 1.3; there is no way to take any certificate.</summary>
public sealed class FhirServerTlsOptions : IValidatableObject
{
    /// <summary>How it is found out whether the server's certificate was revoked.</summary>
    /// <value>The default is <see cref="X509RevocationMode.Online"/>. Where the network lets no such request out, or the authority has no such service, <see cref="X509RevocationMode.NoCheck"/>.</value>
    [EnumDataType(typeof(X509RevocationMode))]
    public X509RevocationMode Revocation { get; set; } = X509RevocationMode.Online;

    /// <summary>A PEM file of the only authorities that are trusted for this server.</summary>
    /// <value>A path. By default those that the machine trusts.</value>
    public string? TrustFile { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TrustFile is { } path && !HoldsCertificates(path))
            yield return new ValidationResult($"names {path}, which is not there or holds no certificate in PEM", [nameof(TrustFile)]);
    }

    private static bool HoldsCertificates(string path)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(path);
            return certificates.Count > 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return false;
        }
    }
}
