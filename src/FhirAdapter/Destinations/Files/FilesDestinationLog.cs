using Microsoft.Extensions.Logging;

namespace FhirAdapter.Destinations.Files;

/// <summary>What the destination says. Event ids 4200 to 4299.</summary>
internal static partial class FilesDestinationLog
{
    [LoggerMessage(4200, LogLevel.Error, "Destination {Destination}: its folder is missing, full, in use or not to be written, or the identity key cannot be read ({Cause}); deliveries wait.")]
    public static partial void Unavailable(ILogger logger, string destination, string cause);

    [LoggerMessage(4201, LogLevel.Information, "Destination {Destination}: its folder takes files again.")]
    public static partial void Available(ILogger logger, string destination);
}
