using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn;

/// <summary>Checks assertions by every SHALL of SMART Backend Services, with nothing of the library that writes them.</summary>
internal sealed class StrictAssertion(string clientId, TimeProvider time)
{
    private readonly HashSet<string> seen = [];

    /// <summary>The ids of all assertions that were good.</summary>
    public IReadOnlyCollection<string> Seen => seen;

    /// <summary>The key that signed the last one.</summary>
    public string? LastKey { get; private set; }

    /// <summary>What is wrong with it; nothing where it is good.</summary>
    public string? Wrong(string assertion, Uri tokenAddress, byte[] keySet)
    {
        if (assertion.Split('.') is not [var head, var body, var signature])
            return "it has not three parts";
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(head));
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(body));
        var (algorithm, kid) = (Text(header, "alg"), Text(header, "kid"));
        if (algorithm is not ("RS384" or "ES384"))
            return "its algorithm is not allowed";
        if (Text(header, "typ") != "JWT")
            return "it is not called JWT";
        using var set = JsonDocument.Parse(keySet);
        var key = set.RootElement.GetProperty("keys").EnumerateArray().FirstOrDefault(each => each.GetProperty("kid").GetString() == kid);
        if (key.ValueKind != JsonValueKind.Object || key.GetProperty("alg").GetString() != algorithm)
            return $"its key {kid} is not known";
        if (!Verifies(key, Encoding.ASCII.GetBytes($"{head}.{body}"), Base64Url.DecodeFromChars(signature)))
            return "its signature is wrong";
        if (Text(claims, "iss") != clientId || Text(claims, "sub") != clientId)
            return "it is of another client";
        if (Text(claims, "aud") != tokenAddress.OriginalString)
            return "it is for somebody else";
        var life = DateTimeOffset.FromUnixTimeSeconds(claims.RootElement.GetProperty("exp").GetInt64()) - time.GetUtcNow();
        if (life <= TimeSpan.Zero || life > TimeSpan.FromMinutes(5))
            return $"it expires in {life}";
        if (Text(claims, "jti") is not { Length: >= 22 } id || !seen.Add(id))
            return "its id is short or was used before";
        LastKey = kid;
        return null;
    }

    private static bool Verifies(JsonElement key, byte[] signed, byte[] signature)
    {
        if (key.GetProperty("kty").GetString() == "RSA")
        {
            using var rsa = RSA.Create(new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") });
            return rsa.VerifyData(signed, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1);
        }
        using var ec = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP384, Q = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") } });
        return ec.VerifyData(signed, signature, HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static byte[] Bytes(JsonElement key, string name) => Base64Url.DecodeFromChars(key.GetProperty(name).GetString());

    private static string? Text(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
