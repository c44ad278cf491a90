using Microsoft.Extensions.Logging;

namespace FhirAdapter.Telemetry;

/// <summary>
/// Every line the sync writes to a log. Only names from the settings, numbers, type names and failure codes can be logged:
/// no record, no identifier, no exception text. Event ids: 1000 capture, 1100 delivery, 1200 operations.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "Source {Source} is watched.")]
    public static partial void SourceStarted(ILogger logger, string source);

    [LoggerMessage(1001, LogLevel.Error, "Source {Source} failed with {ExceptionType}; it is tried again in {Delay}.")]
    public static partial void SourceFailed(ILogger logger, string source, string exceptionType, TimeSpan delay);

    [LoggerMessage(1100, LogLevel.Information, "Destination {Destination} is served by {Workers} workers.")]
    public static partial void DestinationStarted(ILogger logger, string destination, int workers);

    [LoggerMessage(1101, LogLevel.Error, "Delivery to {Destination} failed with {ExceptionType}; it is tried again in {Delay}.")]
    public static partial void DeliveryLoopFailed(ILogger logger, string destination, string exceptionType, TimeSpan delay);

    [LoggerMessage(1102, LogLevel.Warning, "A record could not be prepared for delivery because of a fault of the adapter ({ExceptionType}); it is parked.")]
    public static partial void PreparationFailed(ILogger logger, string exceptionType);

    [LoggerMessage(1103, LogLevel.Warning, "{Count} deliveries to {Destination} were parked: {FailureCode}.")]
    public static partial void Parked(ILogger logger, int count, string destination, string failureCode);

    [LoggerMessage(1104, LogLevel.Information, "{Count} deliveries to {Destination} were put off: {FailureCode}.")]
    public static partial void PutOff(ILogger logger, int count, string destination, string failureCode);

    [LoggerMessage(1105, LogLevel.Warning, "The lease of {Count} lanes of {Destination} was lost; what was sent for them is settled by whoever holds them now.")]
    public static partial void LeaseLost(ILogger logger, int count, string destination);

    [LoggerMessage(1106, LogLevel.Error, "Sending {Count} patients' records to {Destination} failed with {ExceptionType}, a fault of the adapter; each patient's go apart now.")]
    public static partial void SendingFailed(ILogger logger, int count, string destination, string exceptionType);

    [LoggerMessage(1200, LogLevel.Warning, "{Count} remarks on the operator's code maps; `fhir-adapter check` names them.")]
    public static partial void OverlayRemarks(ILogger logger, int count);

    [LoggerMessage(1210, LogLevel.Warning, "No records are taken for now ({Cause}): {Mend}")]
    public static partial void IntakePaused(ILogger logger, string cause, string mend);

    [LoggerMessage(1211, LogLevel.Information, "Records are taken again.")]
    public static partial void IntakeResumed(ILogger logger);

    [LoggerMessage(1212, LogLevel.Warning, "Not ready: {Code} {Subject}: {Mend}")]
    public static partial void Found(ILogger logger, string code, string? subject, string mend);

    [LoggerMessage(1213, LogLevel.Information, "No more found: {Code} {Subject}.")]
    public static partial void Mended(ILogger logger, string code, string? subject);

    [LoggerMessage(1214, LogLevel.Information, "The ledger was read through in {Duration} and is sound.")]
    public static partial void LedgerVerified(ILogger logger, TimeSpan duration);

    [LoggerMessage(1215, LogLevel.Error, "The ledger could not be read through ({Cause}): {Mend}")]
    public static partial void LedgerNotVerified(ILogger logger, string cause, string mend);

    [LoggerMessage(1216, LogLevel.Error, "Looking after the adapter failed with {ExceptionType}; it is tried again.")]
    public static partial void HealthFailed(ILogger logger, string exceptionType);

    [LoggerMessage(1217, LogLevel.Information, "Stopping: nothing new is claimed; what is on its way has {Limit} to end.")]
    public static partial void Draining(ILogger logger, TimeSpan limit);
}
