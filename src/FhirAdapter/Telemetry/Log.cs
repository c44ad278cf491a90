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

    [LoggerMessage(1200, LogLevel.Warning, "{Count} remarks on the operator's code maps; `fhir-adapter check` names them.")]
    public static partial void OverlayRemarks(ILogger logger, int count);
}
