using System.Buffers.Text;
using System.Security.Cryptography;
using FhirAdapter.Destinations.FhirServers.SignIn.Keys;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>Writes the assertion that asks for one token (SMART App Launch 2.2, "Client Authentication: Asymmetric").</summary>
internal static class ClientAssertion
{
    /// <summary>A minute less than the five that are allowed, so that a server whose clock is behind ours by less takes it too.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(4);

    private const int IdBytes = 32;

    /// <summary>A new assertion, of a new id, for one request.</summary>
    public static string Write(string clientId, Uri tokenAddress, SigningKey key, DateTimeOffset now) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "JWT",
            Issuer = clientId,
            // As the server wrote it: it compares texts.
            Audience = tokenAddress.OriginalString,
            IssuedAt = now.UtcDateTime,
            Expires = (now + Life).UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = clientId,
                ["jti"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)),
            },
            SigningCredentials = key.Credentials,
        });
}
