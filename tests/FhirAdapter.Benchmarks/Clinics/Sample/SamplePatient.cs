using System.Globalization;
using FhirAdapter.Records;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>One invented patient: a number, and what follows from it.</summary>
internal sealed record SamplePatient(int Number)
{
    private static readonly DateOnly FirstDay = new(2025, 9, 8);

    public BusinessIdentifier Identifier => Invented.Patient(Number.ToString("D4", CultureInfo.InvariantCulture));

    public Branch Branch => Branch.Of(Number);

    public Practitioner Therapist => Staff.For(Number);

    public Complaint Complaint => Complaint.All[Number % Complaint.All.Count];

    public string Side => (Number % 7) switch { 0 or 1 or 2 => "left", 3 or 4 or 5 => "right", _ => "bilateral" };

    /// <summary>How many sessions were planned.</summary>
    public int Visits => 3 + (Number % 3);

    /// <summary>Where it hurts, as every score of the course says it.</summary>
    public BodySite Place => new() { Code = Complaint.Region, Side = Complaint.Region == "head" ? "midline" : Side };

    /// <summary>The hospital's encounter, which only some branches are told.</summary>
    public BusinessIdentifier? Encounter => Branch == Branch.NewYork ? Invented.Encounter(Number.ToString("D4", CultureInfo.InvariantCulture)) : null;

    /// <summary>When visit <paramref name="visit"/> (from 0) was to begin: weekly, at the branch's time of day.</summary>
    public DateTimeOffset VisitAt(int visit) =>
        Branch.At(FirstDay.AddDays((Number * 5) + (visit * 7)), new TimeOnly(8 + (((Number * 3) + visit) % 10), 15 * ((Number + visit) % 4)));

    /// <summary>Whether only the day of that visit was written down.</summary>
    public bool OnlyTheDayIsKnown(int visit) => ((Number * 4) + visit) % 23 == 7;

    /// <summary>A moment of that visit, as precisely as it was written down.</summary>
    public ClinicTime Moment(int visit, int minute)
    {
        var instant = VisitAt(visit).AddMinutes(minute);
        return OnlyTheDayIsKnown(visit) ? ClinicTime.OnDate(DateOnly.FromDateTime(instant.DateTime)) : ClinicTime.At(instant);
    }
}
