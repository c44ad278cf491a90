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

    public bool IsHome(Uri address) =>
        address.IsAbsoluteUri
        && address.UserInfo.Length == 0
        && string.Equals(address.Scheme, baseAddress.Scheme, StringComparison.Ordinal)
        && string.Equals(address.IdnHost, baseAddress.IdnHost, StringComparison.OrdinalIgnoreCase)
        && address.Port == baseAddress.Port
        && address.AbsoluteUri.StartsWith(root, StringComparison.Ordinal);
}
