using System.Text.Json.Nodes;

namespace FhirAdapter.Proof.FaultServer.SignIn;

/// <summary>
/// Gives out tokens, says where it does, and lets nothing past that bears none: an authorization server and the gate of its FHIR server. Every secret
/// of it begins as what must never be seen does.
/// </summary>
internal sealed class SignInService(Uri baseAddress)
{
    public const string Configuration = "/.well-known/smart-configuration";
    public const string TokenPath = "/token";
    public const string ClientId = "adapter";
    public const string Secret = $"{Clinic.ClinicRecords.Canary}-secret";

    private readonly Lock _gate = new();
    private readonly List<string> _given = [];

    public Uri TokenAddress => new(baseAddress, TokenPath);

    /// <summary>The header with the token that was given out last.</summary>
    public string LastBearer
    {
        get
        {
            lock (_gate)
                return _given[^1];
        }
    }

    /// <summary>Whether a request is for the sign-in itself, which needs no token.</summary>
    public static bool IsSignIn(WireRequest request) => request.Target is Configuration or TokenPath;

    /// <summary>The answer to a request for the sign-in, or to one without a token; nothing where the request may go on to the FHIR server.</summary>
    public WireReply? Handle(WireRequest request) => (request.Method, request.Target) switch
    {
        ("GET", Configuration) => Json(200, new JsonObject { ["token_endpoint"] = TokenAddress.AbsoluteUri, ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt") }),
        ("POST", TokenPath) => Token(request),
        _ => IsGiven(request.Header("Authorization")) ? null : WireReply.Outcome(401, "login"),
    };

    private WireReply Token(WireRequest request)
    {
        var form = request.BodyText.Split('&').Select(each => each.Split('=')).ToDictionary(each => each[0], each => Uri.UnescapeDataString(each[1].Replace('+', ' ')));
        if (form.GetValueOrDefault("grant_type") != "client_credentials" || !IsKnown(request, form))
            return Replies.TokenRefusal(401, "invalid_client");
        var token = Give();
        return Json(200, new JsonObject
        {
            ["access_token"] = token, ["token_type"] = "bearer", ["expires_in"] = 300, ["scope"] = form.GetValueOrDefault("scope"),
        });
    }

    /// <summary>Whether the client shows its secret, or an assertion of three parts: what is in one is for tests of their own.</summary>
    private static bool IsKnown(WireRequest request, Dictionary<string, string> form) =>
        request.Header("Authorization") == $"Basic {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{ClientId}:{Secret}"))}"
        || form.GetValueOrDefault("client_assertion")?.Split('.').Length == 3;

    private string Give()
    {
        lock (_gate)
        {
            var token = $"{Clinic.ClinicRecords.Canary}-token-{_given.Count + 1}";
            _given.Add($"Bearer {token}");
            return token;
        }
    }

    private bool IsGiven(string? authorization)
    {
        lock (_gate)
            return authorization is not null && _given.Contains(authorization);
    }

    private static WireReply Json(int status, JsonObject json) => WireReply.Text(status, json.ToJsonString()) with { ContentType = "application/json" };
}
