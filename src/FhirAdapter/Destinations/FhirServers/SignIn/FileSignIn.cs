using System.Net.Http.Headers;
using System.Text;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>Credentials that need no one's answer: none, a password or a token from a file. The file is read for each request, so a new one counts at once.</summary>
internal sealed class FileSignIn(SignInOptions options, Origin origin) : ISignIn
{
    private static readonly Failure RefusedFailure = new(FailureCode.Unauthorized, "SignIn", "credentials that the server takes", 401);

    public async ValueTask<SignInAnswer> GetAsync(CancellationToken cancellationToken)
    {
        var (header, failure) = options.Kind switch
        {
            SignInKind.Basic => await BasicAsync(cancellationToken).ConfigureAwait(false),
            SignInKind.BearerToken => await BearerAsync(cancellationToken).ConfigureAwait(false),
            _ => (null, null),
        };
        return failure is null ? SignInAnswer.Of(new Credentials(origin, header)) : SignInAnswer.Of(failure);
    }

    public ValueTask<SignInAnswer> RefusedAsync(Credentials credentials, CancellationToken cancellationToken) =>
        ValueTask.FromResult(SignInAnswer.Of(RefusedFailure));

    public void Accepted(Credentials credentials)
    {
    }

    public async Task<SignInFindings> DescribeAsync(CancellationToken cancellationToken)
    {
        var kind = options.Kind switch
        {
            SignInKind.Basic => $"user name {options.UserName}, password from {options.PasswordFile}",
            SignInKind.BearerToken => $"bearer token from {options.TokenFile}",
            SignInKind.ClientCertificate => $"client certificate from {options.CertificateFile}",
            _ => "none",
        };
        var answer = await GetAsync(cancellationToken).ConfigureAwait(false);
        return answer.Failure is { } failure
            ? new SignInFindings(false, [$"Sign-in: {kind}", SignInText.Of(failure)])
            : new SignInFindings(true, [$"Sign-in: {kind}"]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<(AuthenticationHeaderValue? Header, Failure? Failure)> BasicAsync(CancellationToken cancellationToken)
    {
        var (password, failure) = await SecretFile
            .ReadAsync(options.PasswordFile!, nameof(options.PasswordFile), SecretFile.IsPasswordCharacter, cancellationToken).ConfigureAwait(false);
        return password is null
            ? (null, failure)
            : (new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.UserName}:{password}"))), null);
    }

    private async Task<(AuthenticationHeaderValue? Header, Failure? Failure)> BearerAsync(CancellationToken cancellationToken)
    {
        var (token, failure) = await SecretFile
            .ReadAsync(options.TokenFile!, nameof(options.TokenFile), SecretFile.IsTokenCharacter, cancellationToken).ConfigureAwait(false);
        return token is null ? (null, failure) : (new AuthenticationHeaderValue("Bearer", token), null);
    }
}
