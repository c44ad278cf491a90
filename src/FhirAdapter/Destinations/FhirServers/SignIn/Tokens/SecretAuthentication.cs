using System.Net.Http.Headers;
using System.Text;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>Shows a client secret (RFC 6749, 2.3.1), or the id alone where the TLS client certificate stands for the secret (RFC 8705, 2).</summary>
internal sealed class SecretAuthentication(SignInOptions options) : IClientAuthentication
{
    public async Task<Failure?> AddAsync(Dictionary<string, string> form, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        if (options.ClientSecretFile is not { } file)
        {
            form["client_id"] = options.ClientId!;
            return null;
        }
        var (secret, failure) = await SecretFile
            .ReadAsync(file, nameof(options.ClientSecretFile), SecretFile.IsPasswordCharacter, cancellationToken).ConfigureAwait(false);
        if (secret is null)
            return failure;
        if (options.ClientSecretIn == ClientSecretPlace.Form)
            (form["client_id"], form["client_secret"]) = (options.ClientId!, secret);
        else
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Encode(options.ClientId!)}:{Encode(secret)}")));
        return null;
    }

    public string Describe() => options.ClientSecretFile is { } file
        ? $"OAuth client credentials as {options.ClientId}, secret from {file}"
        : $"OAuth client credentials as {options.ClientId}, client certificate from {options.CertificateFile}";

    /// <summary>As a form does it: the space is a plus sign.</summary>
    private static string Encode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
