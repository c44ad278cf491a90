using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>Lets nothing out once the client certificate has expired: the server would only refuse the connection, without a reason.</summary>
/// <param name="inner">The sign-in itself.</param>
/// <param name="certificate">The certificate.</param>
/// <param name="time">The clock.</param>
internal sealed class DatedSignIn(ISignIn inner, CurrentCertificate certificate, TimeProvider time) : ISignIn
{
    private static readonly Failure Expired = new(
        FailureCode.Unauthorized, "SignIn:CertificateFile", "a certificate that has not expired; put a new one in its place");

    public ValueTask<SignInAnswer> GetAsync(CancellationToken cancellationToken) =>
        time.GetUtcNow() > ValidUntil(certificate.Read().Certificate) ? ValueTask.FromResult(SignInAnswer.Of(Expired)) : inner.GetAsync(cancellationToken);

    public ValueTask<SignInAnswer> RefusedAsync(Credentials credentials, CancellationToken cancellationToken) => inner.RefusedAsync(credentials, cancellationToken);

    public void Accepted(Credentials credentials) => inner.Accepted(credentials);

    public async Task<SignInFindings> DescribeAsync(CancellationToken cancellationToken)
    {
        var findings = await inner.DescribeAsync(cancellationToken).ConfigureAwait(false);
        var (shown, wrong) = certificate.Read();
        var days = (ValidUntil(shown) - time.GetUtcNow()).Days;
        string[] newer = wrong is null ? [] : [$"Client certificate: what is in its place now is NOT usable: {wrong}"];
        return findings with { Lines = [.. findings.Lines, $"Client certificate: valid for {days} days more", .. newer] };
    }

    private static DateTimeOffset ValidUntil(System.Security.Cryptography.X509Certificates.X509Certificate2? shown) => shown?.NotAfter.ToUniversalTime() ?? DateTimeOffset.MinValue;

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
