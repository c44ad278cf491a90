namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>The one place that requests, tokens and patient data go to: scheme, host and port, and the path below which the server is.</summary>
internal sealed class Origin(Uri baseAddress)
{
    private readonly string root = baseAddress.AbsoluteUri.TrimEnd('/');

    /// <summary>The address of a path that this adapter composed.</summary>
    /// <exception cref="InvalidOperationException">The path leads elsewhere. Paths are composed of types, checked ids and escaped queries only.</exception>
    public Uri AddressOf(string path)
    {
        var address = new Uri(path.Length == 0 ? root : $"{root}/{path}");
        return IsHome(address) ? address : throw new InvalidOperationException("A request path leads out of the destination's origin.");
    }

    /// <summary>The path below the base that a link of the server's leads to, such as a page's <c>next</c>; <see langword="null"/> where it leads elsewhere.</summary>
    public string? PathOf(string? link) =>
        Uri.TryCreate(new Uri(root + "/"), link, out var address) && IsHome(address) ? address.AbsoluteUri[root.Length..].TrimStart('/') : null;

    public bool IsHome(Uri address) =>
        address.IsAbsoluteUri && address.UserInfo.Length == 0 && IsSame(address, baseAddress) && IsBelow(address.AbsoluteUri);

    /// <summary>Whether two addresses are of one scheme, host and port (RFC 6454).</summary>
    public static bool IsSame(Uri one, Uri other) =>
        string.Equals(one.Scheme, other.Scheme, StringComparison.Ordinal)
        && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase)
        && one.Port == other.Port;

    /// <summary>Scheme, host and port in writing.</summary>
    public static string TextOf(Uri address) => address.IsDefaultPort ? $"{address.Scheme}://{address.IdnHost}" : $"{address.Scheme}://{address.IdnHost}:{address.Port}";

    /// <summary>The base itself, or a path or query below it: another tenant's path may begin with the same letters.</summary>
    private bool IsBelow(string address) =>
        address.StartsWith(root, StringComparison.Ordinal) && (address.Length == root.Length || address[root.Length] is '/' or '?');
}
