using Microsoft.Extensions.Logging;

namespace FhirAdapter.Destinations.FhirServers;

/// <summary>Event ids 4100 to 4199.</summary>
internal static partial class Log
{
    [LoggerMessage(4100, LogLevel.Warning, "Sending to {Destination} stopped for now: {Code}, status {Status}, not before {Wait}")]
    public static partial void Stopped(ILogger logger, string destination, string code, int? status, TimeSpan? wait);

    [LoggerMessage(4101, LogLevel.Warning, "{Destination} no longer says that it has: {Abilities}. What needs it is held until it is back or its new state is accepted by `fhir-adapter accept {Destination}`.")]
    public static partial void AbilitiesLost(ILogger logger, string destination, string abilities);

    [LoggerMessage(4104, LogLevel.Warning, "{Destination} no longer says that it has: {Abilities}. There are other ways, which are taken.")]
    public static partial void AbilitiesGone(ILogger logger, string destination, string abilities);

    [LoggerMessage(4105, LogLevel.Warning, "{Destination} does not keep as it was sent, and its write profile does not foretell: {Differences}.")]
    public static partial void Differs(ILogger logger, string destination, string differences);

    [LoggerMessage(4102, LogLevel.Information, "{Destination} has again: {Abilities}.")]
    public static partial void AbilitiesBack(ILogger logger, string destination, string abilities);

    [LoggerMessage(4103, LogLevel.Information, "{Destination} says that it has what it had not before: {Abilities}.")]
    public static partial void AbilitiesGained(ILogger logger, string destination, string abilities);
}
