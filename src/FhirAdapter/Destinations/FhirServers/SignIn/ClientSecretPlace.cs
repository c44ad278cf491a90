namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>Where a client secret stands in the request for a token (RFC 6749, 2.3.1).</summary>
public enum ClientSecretPlace
{
    /// <summary>In the <c>Authorization</c> header: <c>client_secret_basic</c>.</summary>
    Header,

    /// <summary>In the form: <c>client_secret_post</c>.</summary>
    Form,
}
