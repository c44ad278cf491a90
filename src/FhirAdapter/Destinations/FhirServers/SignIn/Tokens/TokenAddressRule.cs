using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>Whether the adapter may show who it is at a token endpoint that a server names.</summary>
internal sealed class TokenAddressRule(FhirServerOptions options)
{
    /// <summary>Why not; nothing where it may.</summary>
    public Failure? Wrong(Uri address)
    {
        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0 || address.Scheme is not ("http" or "https"))
            return new Failure(FailureCode.AddressNotAllowed, "SignIn:TokenAddress", "a token endpoint without user name or fragment in the smart-configuration");
        if (address.Scheme == "http" && !address.IsLoopback && !options.AllowInsecure)
            return new Failure(FailureCode.AddressNotAllowed, "SignIn:TokenAddress", "a token endpoint with https");
        var isNamed = address == options.SignIn.TokenAddress
            || Origin.IsSame(address, options.BaseAddress!)
            || options.AllowedOrigins.Any(each => Uri.TryCreate(each, UriKind.Absolute, out var allowed) && Origin.IsSame(address, allowed));
        return isNamed
            ? null
            : new Failure(FailureCode.AddressNotAllowed, "AllowedOrigins", $"{Origin.TextOf(address)} in that list, where the server says that its token endpoint is");
    }
}
