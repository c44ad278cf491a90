using System.ComponentModel.DataAnnotations;
using System.Net;

namespace FhirAdapter.Configuration;

/// <summary>
/// Where the <c>fhir-adapter run</c> command answers over HTTP: health always, and records where <c>Intake:ApiKeyFile</c> is set. Another host
/// maps its own endpoints and passes these settings by.
/// </summary>
public sealed class HttpOptions : IValidatableObject
{
    /// <summary>
    /// The address to listen on, scheme, address and port only: <c>http://127.0.0.1:8099</c>, or <c>https://0.0.0.0:8443</c> with a certificate.
    /// The address is <c>localhost</c> or an IP address. Without TLS it must be of this machine only. Port 0 lets the system choose.
    /// </summary>
    /// <value>There is no default; without it nothing is listened on.</value>
    public Uri? Url { get; set; }

    /// <summary>The file of the server's certificate and those that lead to its root, in PEM. It is read at the start.</summary>
    /// <value>There is no default; needed for https.</value>
    [MinLength(1)]
    public string? CertificateFile { get; set; }

    /// <summary>The file of the certificate's private key, in PEM without a password, readable by its owner only.</summary>
    /// <value>There is no default; needed for https.</value>
    [MinLength(1)]
    public string? CertificateKeyFile { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url is null)
            yield break;
        if (!Url.IsAbsoluteUri || (Url.Scheme != Uri.UriSchemeHttp && Url.Scheme != Uri.UriSchemeHttps)
            || Url.PathAndQuery != "/" || Url.Fragment.Length > 0 || Url.UserInfo.Length > 0)
        {
            yield return new ValidationResult("must be scheme, address and port only, such as http://127.0.0.1:8099", [nameof(Url)]);
            yield break;
        }

        var isAddress = IPAddress.TryParse(Url.DnsSafeHost, out var address);
        if (!isAddress && !IsLocalhost(Url))
            yield return new ValidationResult("must name localhost or an IP address", [nameof(Url)]);
        else if (Url.Scheme == Uri.UriSchemeHttp && isAddress && !IPAddress.IsLoopback(address!))
            yield return new ValidationResult("must be https with a certificate, or an address of this machine only, such as http://127.0.0.1:8099", [nameof(Url)]);
        if (Url.Scheme == Uri.UriSchemeHttps && (CertificateFile is null || CertificateKeyFile is null))
            yield return new ValidationResult("is https, which needs CertificateFile and CertificateKeyFile", [nameof(Url)]);
    }

    private static bool IsLocalhost(Uri url) => url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
