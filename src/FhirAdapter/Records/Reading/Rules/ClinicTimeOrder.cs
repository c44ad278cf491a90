namespace FhirAdapter.Records.Reading.Rules;

/// <summary>Which of two clinic times comes first, so far as that is known.</summary>
internal static class ClinicTimeOrder
{
    /// <summary>Whether the one is certainly before the other; where one is only a date, the clinic's days are compared.</summary>
    public static bool IsBefore(ClinicTime one, ClinicTime other) =>
        one.DateOnly || other.DateOnly ? one.Instant.Date < other.Instant.Date : one.Instant < other.Instant;
}
