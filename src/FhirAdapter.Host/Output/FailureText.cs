using System.Globalization;
using FhirAdapter.Failures;

namespace FhirAdapter.Host.Output;

/// <summary>A failure as a listing shows it: code and HTTP status.</summary>
internal static class FailureText
{
    public static string Of(Failure failure) =>
        failure.HttpStatus is { } status ? $"{failure.Code} ({status.ToString(CultureInfo.InvariantCulture)})" : failure.Code;
}
