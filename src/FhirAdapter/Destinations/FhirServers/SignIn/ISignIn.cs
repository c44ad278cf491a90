namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>Gives what shows a server who the adapter is.</summary>
/// <remarks>Expected failures are returned. Safe for many callers at once.</remarks>
internal interface ISignIn : IAsyncDisposable
{
    /// <summary>Credentials for one request, or why there are none.</summary>
    ValueTask<SignInAnswer> GetAsync(CancellationToken cancellationToken);

    /// <summary>Tells that a request with these credentials was answered 401.</summary>
    /// <returns>Others to try once more with, or why there are none.</returns>
    ValueTask<SignInAnswer> RefusedAsync(Credentials credentials, CancellationToken cancellationToken);

    /// <summary>Tells that a request with these credentials was answered, with anything but 401.</summary>
    void Accepted(Credentials credentials);

    /// <summary>What the authorization server said of itself and what it granted, in words; <see langword="null"/> where that is not known now.</summary>
    IReadOnlyList<string>? Told => [];

    /// <summary>Signs in and says in lines for a person how, and what came of it. No secret is in them.</summary>
    Task<SignInFindings> DescribeAsync(CancellationToken cancellationToken);
}
