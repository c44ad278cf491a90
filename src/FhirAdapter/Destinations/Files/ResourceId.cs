using System.Security.Cryptography;
using System.Text;
using FhirAdapter.Records;

namespace FhirAdapter.Destinations.Files;

/// <summary>Gives a resource the same id for ever, so that loading it again replaces it.</summary>
internal static class ResourceId
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>Base32 of SHA-256 over <c>system|value</c>: 52 characters, within FHIR's <c>[A-Za-z0-9.-]{1,64}</c> (R4 2.24.0.1).</summary>
    public static string Of(BusinessIdentifier identifier)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{identifier.System}|{identifier.Value}"));
        var id = new StringBuilder(52);
        for (var bit = 0; bit < 256; bit += 5)
        {
            var pair = (hash[bit / 8] << 8) | (bit / 8 + 1 < hash.Length ? hash[(bit / 8) + 1] : 0);
            id.Append(Alphabet[(pair >> (11 - (bit % 8))) & 31]);
        }

        return id.ToString();
    }
}
