using System.Buffers.Text;
using System.Security.Cryptography;

namespace FhirAdapter.Destinations.FhirServers.SignIn.Keys;

/// <summary>Makes a key pair: the private part as PKCS#8 in PEM, the public part as a JSON Web Key (RFC 7518, 6).</summary>
internal static class NewKey
{
    private const int RsaBits = 3072;

    public static (string Pem, Dictionary<string, string> PublicPart) Create(string id, SigningAlgorithm algorithm)
    {
        var part = new Dictionary<string, string> { ["kid"] = id, ["use"] = "sig", ["alg"] = algorithm.ToString() };
        if (algorithm == SigningAlgorithm.RS384)
        {
            using var rsa = RSA.Create(RsaBits);
            var values = rsa.ExportParameters(includePrivateParameters: false);
            (part["kty"], part["n"], part["e"]) = ("RSA", Base64Url.EncodeToString(values.Modulus), Base64Url.EncodeToString(values.Exponent));
            return (rsa.ExportPkcs8PrivateKeyPem(), part);
        }
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var point = ec.ExportParameters(includePrivateParameters: false).Q;
        (part["kty"], part["crv"], part["x"], part["y"]) = ("EC", "P-384", Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        return (ec.ExportPkcs8PrivateKeyPem(), part);
    }
}
