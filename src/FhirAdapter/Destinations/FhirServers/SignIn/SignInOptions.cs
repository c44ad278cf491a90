using System.ComponentModel.DataAnnotations;
using FhirAdapter.Destinations.FhirServers.SignIn.Keys;

namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>How the adapter signs in to one server. Secrets are named by their files, which on Unix only their owner may have access to (mode 0600).</summary>
public sealed class SignInOptions : IValidatableObject
{
    /// <summary>The way of signing in.</summary>
    /// <value>The default is <see cref="SignInKind.None"/>.</value>
    [EnumDataType(typeof(SignInKind))]
    public SignInKind Kind { get; set; }

    /// <summary>For <see cref="SignInKind.Basic"/>: the user name, without a colon.</summary>
    /// <value>There is no default.</value>
    public string? UserName { get; set; }

    /// <summary>For <see cref="SignInKind.Basic"/>: the file that holds the password, read again for each request.</summary>
    /// <value>A path. There is no default.</value>
    public string? PasswordFile { get; set; }

    /// <summary>For <see cref="SignInKind.BearerToken"/>: the file that holds the token, read again for each request.</summary>
    /// <value>A path. There is no default.</value>
    public string? TokenFile { get; set; }

    /// <summary>For the kinds that ask for a token: the client id that the server's operator gave out.</summary>
    /// <value>There is no default.</value>
    public string? ClientId { get; set; }

    /// <summary>For <see cref="SignInKind.ClientCredentials"/>: the file that holds the client secret. It may be left out where a client certificate stands for it (RFC 8705).</summary>
    /// <value>A path. There is no default.</value>
    public string? ClientSecretFile { get; set; }

    /// <summary>Where the client secret is sent.</summary>
    /// <value>The default is <see cref="ClientSecretPlace.Header"/>.</value>
    [EnumDataType(typeof(ClientSecretPlace))]
    public ClientSecretPlace ClientSecretIn { get; set; }

    /// <summary>For <see cref="SignInKind.SmartBackendServices"/>: the folder of the adapter's keys, as <c>fhir-adapter keys new</c> makes it (mode 0700).</summary>
    /// <value>A path. There is no default.</value>
    public string? KeyFolder { get; set; }

    /// <summary>What assertions are signed with.</summary>
    /// <value>The default is <see cref="SigningAlgorithm.RS384"/>.</value>
    [EnumDataType(typeof(SigningAlgorithm))]
    public SigningAlgorithm Algorithm { get; set; }

    /// <summary>
    /// How long a new key's public part must have been published before it is used while an older one is there:
    /// as long as the server may keep an old copy of the key set.
    /// </summary>
    /// <value>0 to 90 days. The default is 24 hours.</value>
    [Range(typeof(TimeSpan), "00:00:00", "90.00:00:00")]
    public TimeSpan PublishTime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Where tokens are asked for. Without it the address is taken from the server's <c>.well-known/smart-configuration</c> and must be of an allowed origin.</summary>
    /// <value>An absolute https address; http for loopback only, unless plain http is allowed. By default it is discovered.</value>
    public Uri? TokenAddress { get; set; }

    /// <summary>The scopes to ask for, parted by spaces; <c>none</c> asks for none, for servers that want none.</summary>
    /// <value>
    /// By default <see cref="SignInKind.SmartBackendServices"/> asks for the least that the adapter's work needs, such as
    /// <c>system/Procedure.crus</c>, and <see cref="SignInKind.ClientCredentials"/> for none.
    /// </value>
    public string? Scopes { get; set; }

    /// <summary>The least time between two requests for a token, save that a token's own life was shorter; also the first pause after a refusal, which then doubles.</summary>
    /// <value>0 to 15 minutes. The default is 60 seconds: some servers throttle what asks more often.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:15:00")]
    public TimeSpan LeastInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a request for a token may take, from connecting to the last byte.</summary>
    /// <value>1 second to 5 minutes. The default is 15 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest a token is used, however long its server says that it lives.</summary>
    /// <value>1 second to 24 hours. The default is 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxTokenLife { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The TLS client certificate: PEM, or PFX where the name ends in <c>.pfx</c> or <c>.p12</c>.</summary>
    /// <value>A path. By default none is shown.</value>
    public string? CertificateFile { get; set; }

    /// <summary>The certificate's private key in PEM, where it is not in the certificate's own file.</summary>
    /// <value>A path. By default the certificate's file.</value>
    public string? CertificateKeyFile { get; set; }

    /// <summary>The file that holds the password of the PFX or of the encrypted key.</summary>
    /// <value>A path. By default there is no password.</value>
    public string? CertificatePasswordFile { get; set; }

    /// <summary>Checks that what the kind needs is there and usable: files of secrets, keys, and the certificate's dates.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var time = (TimeProvider?)validationContext.GetService(typeof(TimeProvider)) ?? TimeProvider.System;
        foreach (var (key, text) in SignInChecks.Of(this).Concat(CertificateChecks(time.GetUtcNow())).Concat(KeyChecks(time.GetUtcNow())))
            yield return new ValidationResult(text, [key]);
    }

    private IEnumerable<(string Key, string Text)> CertificateChecks(DateTimeOffset now)
    {
        if (CertificateFile is null)
            yield break;
        using var certificate = ClientCertificate.Load(this, out var wrong);
        if (certificate is null)
            yield return (wrong!.Value.Key, wrong.Value.Text);
        else if (ClientCertificate.WrongDate(certificate, now) is { } date)
            yield return (nameof(CertificateFile), date);
    }

    private IEnumerable<(string Key, string Text)> KeyChecks(DateTimeOffset now)
    {
        if (Kind != SignInKind.SmartBackendServices || KeyFolder is not { Length: > 0 } path)
            yield break;
        var folder = new KeyFolder(path);
        if (folder.Wrong() is { } wrong)
            yield return (nameof(KeyFolder), wrong);
        else if (KeyChoice.Signing(folder.Read(), Algorithm, now, PublishTime) is null)
            yield return (nameof(KeyFolder), $"holds no {Algorithm} key; run: fhir-adapter keys new --folder {path} --algorithm {Algorithm}");
    }
}
