using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>Says why a token server gave no token, and which setting is to be looked at.</summary>
internal static class TokenRefusal
{
    /// <param name="status">The HTTP status.</param>
    /// <param name="error">The error code, where it is one of RFC 6749.</param>
    /// <param name="apart">How far the server's clock is from ours, where that is notable.</param>
    public static Failure Of(int status, string? error, TimeSpan? apart)
    {
        var clock = apart is { } skew ? $"; this machine's clock and the server's are {(int)skew.Duration().TotalSeconds} seconds apart" : "";
        return error switch
        {
            "invalid_client" or "unauthorized_client" => new Failure(
                FailureCode.Unauthorized, "SignIn:ClientId", $"a client that the server knows by this id and key or secret; it answered {error}{clock}", status),
            "invalid_scope" => new Failure(FailureCode.ScopeNotGranted, "SignIn:Scopes", "scopes that the server knows; it answered invalid_scope", status),
            not null => new Failure(FailureCode.Unauthorized, "SignIn", $"a token; the server answered {error}{clock}", status),
            null when status == 401 => new Failure(FailureCode.Unauthorized, "SignIn:ClientId", $"a client that the server knows by this id and key or secret{clock}", status),
            null => new Failure(FailureCode.Unavailable, "SignIn", "a bearer token in the server's answer", status),
        };
    }

    public static Failure Missing(IReadOnlyList<string> scopes) => new(
        FailureCode.ScopeNotGranted, "SignIn:Scopes", $"{string.Join(' ', scopes)} granted by the server; ask its operator, or set Scopes to what is granted");
}
