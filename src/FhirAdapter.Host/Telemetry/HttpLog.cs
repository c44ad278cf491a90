using Microsoft.Extensions.Logging;

namespace FhirAdapter.Host.Telemetry;

/// <summary>What the HTTP side says: counts, statuses, type names and settings; never an address, a header or a body. Event ids 3000 to 3099.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(3000, LogLevel.Information, "Records pushed: {Records} in one request, answered {Status}.")]
    public static partial void Pushed(ILogger logger, int records, int status);

    [LoggerMessage(3001, LogLevel.Warning, "A request could not be taken now: {Cause}. It is told to come back.")]
    public static partial void Unavailable(ILogger logger, string cause);

    [LoggerMessage(3002, LogLevel.Error, "A request ended in a fault of the adapter ({ExceptionType}).")]
    public static partial void Failed(ILogger logger, string exceptionType);

    [LoggerMessage(3003, LogLevel.Warning, "A request was refused for want of a valid key.")]
    public static partial void Unauthorized(ILogger logger);

    [LoggerMessage(3004, LogLevel.Information, "The key file was read again: {Count} keys.")]
    public static partial void KeysRead(ILogger logger, int count);

    [LoggerMessage(3005, LogLevel.Error, "The key file changed and is not usable ({Fault}); the keys read before stay in use.")]
    public static partial void KeysNotUsable(ILogger logger, string fault);
}
