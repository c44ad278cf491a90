using System.Net;

namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>Tells addresses of the public internet from all others (IANA's special-purpose registries, RFC 6890).</summary>
internal static class AddressRange
{
    private static readonly IPNetwork[] Special =
    [
        .. ((string[])[
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        ]).Select(each => IPNetwork.Parse(each)),
    ];

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Whether it is of the public internet. An IPv4 address inside an IPv6 one counts as itself.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = Plain(address);
        return !Array.Exists(Special, each => each.Contains(plain));
    }

    /// <summary>The IPv4 address where an IPv6 one stands for it.</summary>
    public static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return bytes.Length == 4 ? address
            : Translated.Contains(address) ? new IPAddress(bytes.AsSpan(12))
            : SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : address;
    }
}
