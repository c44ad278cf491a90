using Microsoft.Extensions.Logging;

namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>Event ids 4150 to 4199. Words of our own and of the settings, never what a server wrote.</summary>
internal static partial class SignInLog
{
    [LoggerMessage(4150, LogLevel.Information, "Signed in to {Destination}; the token is used for at most {Life}")]
    public static partial void SignedIn(ILogger logger, string destination, TimeSpan life);

    [LoggerMessage(4152, LogLevel.Warning, "{Destination} granted no {Scopes}: what they are for is not looked up there")]
    public static partial void ScopesMissing(ILogger logger, string destination, string scopes);

    [LoggerMessage(4151, LogLevel.Error, "No token for {Destination}: {Code} [{Setting}], expected {Expected}, status {Status}; asked again in {Wait}")]
    public static partial void Failed(ILogger logger, string destination, string code, string? setting, string? expected, int? status, TimeSpan wait);
}
