using System.Globalization;
using System.Text.Json;
using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>Reads what a token endpoint answers. Nothing of a text that a server made up comes out of it but the token and well-formed scopes.</summary>
internal static class TokenReplyReader
{
    private const int MaxScopes = 1_000;
    private const double MostSeconds = 10 * 365 * 86_400.0;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    private static readonly string[] Errors =
        ["invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope"];

    private static readonly TokenReply Unusable = new(null, null, null, null);

    public static TokenReply Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return Unusable;
            if (Text(root, "error") is { } error)
                return Unusable with { Error = Array.Find(Errors, each => each == error) };
            var isBearer = Text(root, "token_type") is not { } type || type.Equals("bearer", StringComparison.OrdinalIgnoreCase);
            return isBearer && Text(root, "access_token") is { Length: > 0 } token && token.All(SecretFile.IsTokenCharacter)
                ? new TokenReply(token, Life(root), Scopes(root), null)
                : Unusable;
        }
        catch (Exception fault) when (JsonFault.Is(fault))
        {
            return Unusable;
        }
    }

    /// <summary>Some servers write the number as a text. Nought and less is what some write for "never ends".</summary>
    private static TimeSpan? Life(JsonElement root)
    {
        if (!root.TryGetProperty("expires_in", out var value))
            return null;
        var text = value.ValueKind is JsonValueKind.Number ? value.GetRawText() : JsonFault.Text(value);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, MostSeconds))
            : null;
    }

    private static string[]? Scopes(JsonElement root) =>
        Text(root, "scope")?.Split(' ', MaxScopes, StringSplitOptions.RemoveEmptyEntries);

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? JsonFault.Text(value) : null;
}
