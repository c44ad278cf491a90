using System.Net;

namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>Which addresses may be connected to: those of the public internet, those the settings list, and those the settings write out as numbers.</summary>
internal sealed class AddressRule
{
    private readonly IPNetwork[] listed;
    private readonly HashSet<string> written;

    public AddressRule(FhirServerOptions options)
    {
        listed = [.. options.AllowedNetworks.Select(each => NetworkOf(each)).OfType<IPNetwork>()];
        written = new(Named(options).Where(each => each.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || each.IdnHost == "localhost")
            .Select(each => each.IdnHost.Trim('[', ']')), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether what a host's name was resolved to, or the host itself where it is a number, may be connected to.</summary>
    public bool Allows(string host, IPAddress address)
    {
        if (AddressRange.IsPublic(address) || Array.Exists(listed, each => each.Contains(AddressRange.Plain(address))))
            return true;
        // "localhost" written out stands for the loopback addresses and nothing else.
        return written.Contains(host.Trim('[', ']')) && (IPAddress.TryParse(host.Trim('[', ']'), out _) || IPAddress.IsLoopback(address));
    }

    /// <summary>A network as <c>10.1.0.0/16</c>, or one address; <see langword="null"/> where it is neither.</summary>
    public static IPNetwork? NetworkOf(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    private static IEnumerable<Uri> Named(FhirServerOptions options)
    {
        foreach (var each in (Uri?[])[options.BaseAddress, options.SignIn.TokenAddress, options.Proxy])
        {
            if (each is not null)
                yield return each;
        }
        foreach (var each in options.AllowedOrigins)
        {
            if (Uri.TryCreate(each, UriKind.Absolute, out var origin))
                yield return origin;
        }
    }
}
