using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>Credentials, or why there are none and how long not to ask again.</summary>
internal sealed class SignInAnswer
{
    private SignInAnswer()
    {
    }

    public Credentials? Credentials { get; private init; }

    public Failure? Failure { get; private init; }

    /// <summary>How long asking again is useless, where that is known.</summary>
    public TimeSpan? Wait { get; private init; }

    public static SignInAnswer Of(Credentials credentials) => new() { Credentials = credentials };

    public static SignInAnswer Of(Failure failure, TimeSpan? wait = null) => new() { Failure = failure, Wait = wait };
}
