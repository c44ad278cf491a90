using System.Net;
using System.Text;

namespace FhirAdapter.Tests.Destinations.FhirServers.Drift;

/// <summary>An authorization server in memory, which says and grants what the test wants.</summary>
internal sealed class AuthorizationDesk
{
    public const string FirstAddress = "http://localhost/token";

    /// <summary>The scopes that each token has.</summary>
    public string Granted { get; set; } = "system/Observation.crus system/Procedure.crus system/Patient.rs";

    /// <summary>Where smart-configuration says that tokens are given out.</summary>
    public string Address { get; set; } = FirstAddress;

    /// <summary>How smart-configuration says that clients may show who they are.</summary>
    public IReadOnlyList<string> Methods { get; set; } = ["client_secret_basic", "client_secret_post"];

    /// <summary>Where tokens were asked for.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>An answer to what concerns it, which a FHIR server is not asked.</summary>
    public HttpResponseMessage? Answer(HttpRequestMessage request)
    {
        var address = request.RequestUri!;
        if (address.AbsolutePath == "/fhir/.well-known/smart-configuration")
        {
            var methods = string.Join(',', Methods.Select(each => $"\"{each}\""));
            return Json($$"""{"token_endpoint":"{{Address}}","token_endpoint_auth_methods_supported":[{{methods}}]}""");
        }
        if (address.AbsolutePath != "/token")
            return null;
        Asked.Add(address.AbsoluteUri);
        return Json($$"""{"access_token":"t0ken","token_type":"bearer","expires_in":300,"scope":"{{Granted}}"}""");
    }

    private static HttpResponseMessage Json(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
