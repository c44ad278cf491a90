namespace FhirAdapter.Records;

/// <summary>
/// A moment as the clinic wrote it: either an instant with its offset, or only a date where the time of day is not known.
/// A date is never given a time of day (FHIR R4 <c>dateTime</c>, 2.24.0.1).
/// </summary>
/// <param name="Instant">The instant with the clinic's offset; for a bare date, its midnight at offset zero, which means nothing.</param>
/// <param name="DateOnly">Whether only the date is known.</param>
public readonly record struct ClinicTime(DateTimeOffset Instant, bool DateOnly)
{
    /// <summary>A moment of which only the date is known.</summary>
    /// <param name="date">The date at the clinic.</param>
    public static ClinicTime OnDate(DateOnly date) => new(new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), true);

    /// <summary>An instant with the clinic's offset.</summary>
    /// <param name="instant">The instant.</param>
    public static ClinicTime At(DateTimeOffset instant) => new(instant, false);

    /// <summary>Prints nothing: when a patient was treated is patient data.</summary>
    public override string ToString() => "[redacted]";
}
