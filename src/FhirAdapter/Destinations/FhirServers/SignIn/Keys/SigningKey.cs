using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace FhirAdapter.Destinations.FhirServers.SignIn.Keys;

/// <summary>A private key in memory, for one signature.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly AsymmetricAlgorithm key;

    private SigningKey(AsymmetricAlgorithm key, SecurityKey security, string algorithm)
    {
        this.key = key;
        // The library would keep signers of keys that are long disposed.
        security.CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false };
        Credentials = new SigningCredentials(security, algorithm);
    }

    public SigningCredentials Credentials { get; }

    /// <exception cref="CryptographicException">It is no such key.</exception>
    /// <exception cref="ArgumentException">It is no PEM.</exception>
    public static SigningKey FromPem(string id, SigningAlgorithm algorithm, string pem)
    {
        if (algorithm == SigningAlgorithm.RS384)
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return new SigningKey(rsa, new RsaSecurityKey(rsa) { KeyId = id }, SecurityAlgorithms.RsaSha384);
        }
        var ec = ECDsa.Create();
        ec.ImportFromPem(pem);
        return new SigningKey(ec, new ECDsaSecurityKey(ec) { KeyId = id }, SecurityAlgorithms.EcdsaSha384);
    }

    public void Dispose() => key.Dispose();

    /// <summary>Never what it is.</summary>
    public override string ToString() => "[redacted]";
}
