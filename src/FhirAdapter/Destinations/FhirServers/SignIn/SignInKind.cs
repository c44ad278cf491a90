namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>How the adapter shows a server who it is.</summary>
public enum SignInKind
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>User name and password with each request (RFC 7617).</summary>
    Basic,

    /// <summary>A bearer token that something else keeps in a file (RFC 6750). The file is read for each request.</summary>
    BearerToken,

    /// <summary>A token for a client id and a secret (RFC 6749, 4.4).</summary>
    ClientCredentials,

    /// <summary>A token for an assertion signed with the adapter's own key (SMART App Launch 2, Backend Services).</summary>
    SmartBackendServices,

    /// <summary>The TLS client certificate alone. It may also stand beside each of the other kinds.</summary>
    ClientCertificate,
}
