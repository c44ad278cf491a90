using System.Security.Cryptography;
using System.Text;

namespace FhirAdapter.Records.Mapping;

/// <summary>
/// The id that a resource bears for ever at a server that lets the client choose ids (FHIR R4 <c>CapabilityStatement.rest.resource.updateCreate</c>).
/// </summary>
/// <remarks>
/// A plain hash of a patient's number is that number for whoever tries all of them, so the hash is keyed. The same key gives the same ids after a
/// restore and on a second machine; another key gives other ids, and with them second copies of everything.
/// </remarks>
internal static class ClientId
{
    /// <summary>The least length of a key, in bytes.</summary>
    public const int LeastKeyBytes = 16;

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>
    /// Base32 (RFC 4648, small letters, no padding) of HMAC-SHA256 over type, system and value, a line each: 52 characters, within FHIR's
    /// <c>[A-Za-z0-9.-]{1,64}</c> (R4 2.24.0.1).
    /// </summary>
    public static string Of(ReadOnlySpan<byte> key, string resourceType, BusinessIdentifier identifier)
    {
        if (key.Length < LeastKeyBytes)
            throw new ArgumentException($"A key has at least {LeastKeyBytes} bytes.", nameof(key));
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{resourceType}\n{identifier.System}\n{identifier.Value}"), hash);
        return Base32(hash);
    }

    private static string Base32(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[((bytes.Length * 8) + 4) / 5];
        for (var i = 0; i < text.Length; i++)
        {
            var (at, bit) = Math.DivRem(i * 5, 8);
            var pair = (bytes[at] << 8) | (at + 1 < bytes.Length ? bytes[at + 1] : 0);
            text[i] = Alphabet[(pair >> (11 - bit)) & 31];
        }

        return text.ToString();
    }
}
