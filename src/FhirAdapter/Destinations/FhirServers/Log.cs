using Microsoft.Extensions.Logging;

namespace FhirAdapter.Destinations.FhirServers;

/// <summary>Event ids 4100 to 4199.</summary>
internal static partial class Log
{
    [LoggerMessage(4100, LogLevel.Warning, "Sending to {Destination} stopped for now: {Code}, status {Status}, not before {Wait}")]
    public static partial void Stopped(ILogger logger, string destination, string code, int? status, TimeSpan? wait);
}
