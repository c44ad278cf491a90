namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>The algorithms of SMART Backend Services; a server takes at least one of them.</summary>
public enum SigningAlgorithm
{
    /// <summary>RSASSA-PKCS1-v1_5 with SHA-384 (RFC 7518).</summary>
    RS384,

    /// <summary>ECDSA on P-384 with SHA-384 (RFC 7518).</summary>
    ES384,
}
