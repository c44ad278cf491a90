using System.Security.Cryptography.X509Certificates;

namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>
/// The client certificate as its files have it now: they are looked at before each request, and a new one is shown by the next connection. While new
/// files are not usable, a certificate put there before its key, say, the old one stays. Safe for several callers.
/// </summary>
/// <param name="options">Names the files; checked before.</param>
internal sealed class CurrentCertificate(SignInOptions options)
{
    private readonly Lock gate = new();
    private string? stamp;
    private X509Certificate2? certificate;
    private string? wrong;

    /// <summary>The newest certificate that could be read, and what is wrong with newer files, where something is.</summary>
    public (X509Certificate2? Certificate, string? Wrong) Read()
    {
        lock (gate)
        {
            var now = Stamp();
            if (now != stamp)
            {
                stamp = now;
                var read = ClientCertificate.Load(options, out var fault);
                // The one before is still in the hands of connections, and is left to the garbage collector.
                certificate = read ?? certificate;
                wrong = fault is { } found ? $"{found.Key} {found.Text}" : null;
            }

            return (certificate, wrong);
        }
    }

    private string Stamp() => string.Join('|', ((string?[])[options.CertificateFile, options.CertificateKeyFile, options.CertificatePasswordFile]).OfType<string>().Select(StampOf));

    private static string StampOf(string path)
    {
        // A link that is turned to another folder, as secrets are rolled in clusters, changes what stands behind it.
        var file = new FileInfo(path);
        return file.Exists ? $"{file.LastWriteTimeUtc.Ticks} {file.Length} {file.ResolveLinkTarget(returnFinalTarget: true)?.LastWriteTimeUtc.Ticks}" : "-";
    }
}
