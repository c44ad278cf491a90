using System.ComponentModel.DataAnnotations;
using System.Net;

namespace FhirAdapter.Sandbox;

/// <summary>What a sandbox server listens on, how much it takes and how strict it is.</summary>
public sealed class SandboxOptions
{
    /// <summary>The address to listen on: plain <c>http</c>, a host and a port, no path. Port 0 lets the operating system choose.</summary>
    /// <value>The default is <c>http://127.0.0.1:0</c>.</value>
    [Required]
    public string Url { get; set; } = "http://127.0.0.1:0";

    /// <summary>Whether <see cref="Url"/> may name an address that other machines reach. The sandbox has no security of any kind.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool ListenBeyondLoopback { get; set; }

    /// <summary>The most entries one batch or transaction may have; one more is answered with 413 and issue code <c>too-costly</c>.</summary>
    /// <value>The default is 1,000 entries; 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int MaxBundleEntries { get; set; } = 1000;

    /// <summary>The largest request body; a longer one is answered with 413 and issue code <c>too-long</c>.</summary>
    /// <value>The default is 67,108,864 bytes (64 MiB); 1,024 to 1,073,741,824 bytes.</value>
    [Range(1024, 1_073_741_824)]
    public int MaxRequestBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>The most live resources; a create beyond it is answered with 507 and issue code <c>no-store</c>.</summary>
    /// <value>The default is 1,000,000 resources; 1 to 10,000,000.</value>
    [Range(1, 10_000_000)]
    public int MaxResources { get; set; } = 1_000_000;

    /// <summary>
    /// Whether references must resolve, conditional writes must satisfy their own condition, and unknown search parameters are refused.
    /// Conformance of the content to R4 is checked either way.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Strict { get; set; } = true;

    /// <summary>Whether a <c>PUT</c> to an id that never existed creates it; when not, it is answered with 405.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool UpdateCreate { get; set; }

    /// <summary>
    /// Whether a token is asked for: it is given to whoever asks at <c>/token</c>, with the habits of <see cref="Manners"/>, and names no one. The start
    /// page, <c>metadata</c> and <c>.well-known/smart-configuration</c> need none.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool SignIn { get; set; }

    /// <summary>The kind of server to behave as.</summary>
    /// <value>By default none: everything that R4 allows is taken and kept.</value>
    public SandboxManners? Manners { get; set; }

    internal IReadOnlyList<string> Failures()
    {
        var found = new List<ValidationResult>();
        Validator.TryValidateObject(this, new ValidationContext(this), found, validateAllProperties: true);
        var failures = found.Select(result => result.ErrorMessage ?? "An option is out of its range.").ToList();
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.PathAndQuery != "/")
            failures.Add("Url must be http://HOST:PORT with no path.");
        else if (!ListenBeyondLoopback && !IsLoopback(address))
            failures.Add("Url must be a loopback address (127.0.0.1, [::1]) unless ListenBeyondLoopback is set: the sandbox has no security.");
        return failures;
    }

    /// <summary>The same with something else in it.</summary>
    internal SandboxOptions With(Action<SandboxOptions> change)
    {
        var copy = (SandboxOptions)MemberwiseClone();
        change(copy);
        return copy;
    }

    // "localhost" with port 0 cannot be bound by Kestrel on both families, so only literal addresses count as loopback.
    private static bool IsLoopback(Uri address) =>
        IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip);
}
