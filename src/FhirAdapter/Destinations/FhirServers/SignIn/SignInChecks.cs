namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>Says which settings a kind of sign-in lacks, and which files of secrets are not usable.</summary>
internal static class SignInChecks
{
    public static IEnumerable<(string Key, string Text)> Of(SignInOptions options) =>
        Missing(options).Concat(Files(options)).Concat(Forms(options));

    private static IEnumerable<(string Key, string Text)> Missing(SignInOptions options)
    {
        (string Key, bool IsThere)[] needed = options.Kind switch
        {
            SignInKind.Basic => [(nameof(options.UserName), options.UserName is { Length: > 0 }), (nameof(options.PasswordFile), options.PasswordFile is { Length: > 0 })],
            SignInKind.BearerToken => [(nameof(options.TokenFile), options.TokenFile is { Length: > 0 })],
            SignInKind.ClientCredentials =>
            [
                (nameof(options.ClientId), options.ClientId is { Length: > 0 }),
                (nameof(options.ClientSecretFile), options.ClientSecretFile is { Length: > 0 } || options.CertificateFile is { Length: > 0 }),
            ],
            SignInKind.SmartBackendServices => [(nameof(options.ClientId), options.ClientId is { Length: > 0 }), (nameof(options.KeyFolder), options.KeyFolder is { Length: > 0 })],
            SignInKind.ClientCertificate => [(nameof(options.CertificateFile), options.CertificateFile is { Length: > 0 })],
            _ => [],
        };
        foreach (var (key, isThere) in needed)
        {
            if (!isThere)
                yield return (key, $"is missing: Kind {options.Kind} needs it");
        }
        if (options.Kind == SignInKind.None && Named(options) is { } set)
            yield return (nameof(options.Kind), $"is None although {set} is set; name the kind of sign-in, one of {string.Join(", ", Enum.GetNames<SignInKind>())}");
    }

    private static string? Named(SignInOptions options) =>
        options.UserName is not null ? nameof(options.UserName)
        : options.PasswordFile is not null ? nameof(options.PasswordFile)
        : options.TokenFile is not null ? nameof(options.TokenFile)
        : options.ClientId is not null ? nameof(options.ClientId)
        : options.ClientSecretFile is not null ? nameof(options.ClientSecretFile)
        : options.KeyFolder is not null ? nameof(options.KeyFolder)
        : options.CertificateFile is not null ? nameof(options.CertificateFile)
        : null;

    private static IEnumerable<(string Key, string Text)> Files(SignInOptions options)
    {
        (string Key, string? Path)[] files =
        [
            (nameof(options.PasswordFile), options.PasswordFile),
            (nameof(options.TokenFile), options.TokenFile),
            (nameof(options.ClientSecretFile), options.ClientSecretFile),
            (nameof(options.CertificateKeyFile), options.CertificateKeyFile),
            (nameof(options.CertificatePasswordFile), options.CertificatePasswordFile),
        ];
        foreach (var (key, path) in files)
        {
            if (path is { Length: > 0 } && SecretFile.Wrong(path) is { } wrong)
                yield return (key, wrong);
        }
    }

    private static IEnumerable<(string Key, string Text)> Forms(SignInOptions options)
    {
        if (options.UserName?.Contains(':', StringComparison.Ordinal) == true)
            yield return (nameof(options.UserName), "must not hold a colon");
        if (options.TokenAddress is { } address
            && (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.UserInfo.Length + address.Fragment.Length > 0))
            yield return (nameof(options.TokenAddress), "must be an absolute https address without user name or fragment, such as https://auth.example/token");
        if (options.Scopes is { } scopes && !scopes.All(each => each is ' ' or (>= '!' and <= '~' and not ('"' or '\\'))))
            yield return (nameof(options.Scopes), "must be scopes parted by spaces, such as system/Procedure.crus system/Patient.rs");
    }
}
