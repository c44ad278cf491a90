using System.Text.Json;
using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>Reads a smart-configuration (SMART App Launch 2.2, "Using Well-Known").</summary>
internal static class SmartConfigurationReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>What it says, or <see langword="null"/> where it is none or names no absolute token endpoint.</summary>
    public static SmartConfiguration? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("token_endpoint", out var endpoint)
                && Uri.TryCreate(JsonFault.Text(endpoint), UriKind.Absolute, out var address)
                && address.Scheme is "http" or "https"
                    ? new SmartConfiguration(
                        address,
                        Texts(root, "token_endpoint_auth_methods_supported"),
                        Texts(root, "token_endpoint_auth_signing_alg_values_supported"))
                    : null;
        }
        catch (Exception fault) when (JsonFault.Is(fault))
        {
            return null;
        }
    }

    private static string[] Texts(JsonElement root, string name) =>
        root.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array
            ? [.. array.EnumerateArray().Select(JsonFault.Text).OfType<string>()]
            : [];
}
