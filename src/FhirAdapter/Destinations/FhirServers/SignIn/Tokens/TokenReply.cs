namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>What a token endpoint answered (RFC 6749, 5.1 and 5.2).</summary>
/// <param name="Token">The token; <see langword="null"/> where the answer holds none that can be used.</param>
/// <param name="Life">How long it lives; <see langword="null"/> where the answer does not say, or says nonsense.</param>
/// <param name="Scopes">The scopes granted; <see langword="null"/> where the answer does not say, which means those asked for.</param>
/// <param name="Error">The error code, where it is one of RFC 6749.</param>
internal sealed record TokenReply(string? Token, TimeSpan? Life, IReadOnlyList<string>? Scopes, string? Error)
{
    /// <summary>Never the token.</summary>
    public override string ToString() => "[redacted]";
}
