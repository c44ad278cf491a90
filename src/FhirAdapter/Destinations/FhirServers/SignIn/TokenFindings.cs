using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>Says in lines for a person how tokens are asked for and what came of asking.</summary>
internal static class TokenFindings
{
    public static SignInFindings Write(TokenClient client, SignInAnswer answer, AccessToken? token, SignInOptions options)
    {
        List<string> lines = [$"Sign-in: {client.Describe()}"];
        if (client.Endpoint.Configuration is { } configuration)
        {
            lines.Add($"Token endpoint: {Origin.TextOf(configuration.TokenAddress)}{configuration.TokenAddress.AbsolutePath}, by smart-configuration");
            if (options.Kind == SignInKind.SmartBackendServices)
                lines.AddRange(Doubts(configuration, options.Algorithm));
        }
        if (answer.Failure is { } failure)
            return new SignInFindings(false, [.. lines, SignInText.Of(failure)]);
        if (token is not null)
        {
            lines.Add($"Token: obtained, used for at most {token.Life}");
            var missing = ScopeComparison.Missing(client.Asked.Wished, token.Granted);
            lines.Add(client.Asked.All is not { Count: > 0 } asked
                ? $"Scopes: none asked for, {token.Granted.Count} granted"
                : $"Scopes: {string.Join(' ', asked.Except(missing))}: asked for and granted");
            if (missing.Count > 0)
                lines.Add($"Scopes: {string.Join(' ', missing)}: NOT granted; what they are for is not looked up");
        }
        return new SignInFindings(true, lines);
    }

    /// <summary>Only doubts: what a server publishes of itself is often less than it can do.</summary>
    private static IEnumerable<string> Doubts(SmartConfiguration configuration, SigningAlgorithm algorithm)
    {
        if (configuration.Methods.Count > 0 && !configuration.Methods.Contains("private_key_jwt"))
            yield return "The server's smart-configuration does not name private_key_jwt";
        if (configuration.Algorithms.Count > 0 && !configuration.Algorithms.Contains(algorithm.ToString()))
            yield return $"The server's smart-configuration does not name {algorithm}";
    }
}
