using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>Lets nothing out once the client certificate has expired: the server would only refuse the connection, without a reason.</summary>
/// <param name="inner">The sign-in itself.</param>
/// <param name="validUntil">When the certificate expires.</param>
/// <param name="time">The clock.</param>
internal sealed class DatedSignIn(ISignIn inner, DateTimeOffset validUntil, TimeProvider time) : ISignIn
{
    private static readonly Failure Expired = new(
        FailureCode.Unauthorized, "SignIn:CertificateFile", "a certificate that has not expired; put a new one in its place and start the adapter again");

    public ValueTask<SignInAnswer> GetAsync(CancellationToken cancellationToken) =>
        time.GetUtcNow() > validUntil ? ValueTask.FromResult(SignInAnswer.Of(Expired)) : inner.GetAsync(cancellationToken);

    public ValueTask<SignInAnswer> RefusedAsync(Credentials credentials, CancellationToken cancellationToken) => inner.RefusedAsync(credentials, cancellationToken);

    public void Accepted(Credentials credentials) => inner.Accepted(credentials);

    public async Task<SignInFindings> DescribeAsync(CancellationToken cancellationToken)
    {
        var findings = await inner.DescribeAsync(cancellationToken).ConfigureAwait(false);
        var days = (validUntil - time.GetUtcNow()).Days;
        return findings with { Lines = [.. findings.Lines, $"Client certificate: valid for {days} days more"] };
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
