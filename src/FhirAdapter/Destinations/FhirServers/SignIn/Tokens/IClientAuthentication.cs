using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>Shows a token endpoint who asks.</summary>
internal interface IClientAuthentication
{
    /// <summary>Adds what shows it to the form or to the header of one request; why not, where that failed.</summary>
    Task<Failure?> AddAsync(Dictionary<string, string> form, HttpRequestMessage message, CancellationToken cancellationToken);

    /// <summary>How it is shown, in words for a person, without any secret.</summary>
    string Describe();
}
