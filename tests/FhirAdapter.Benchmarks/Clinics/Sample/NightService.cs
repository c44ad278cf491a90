using System.Globalization;
using FhirAdapter.Records;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>
/// Sessions in the nights when the clocks change, at a race that the clinic looks after: in both passes of the repeated hour, across the
/// change, and across the hour that is skipped.
/// </summary>
internal static class NightService
{
    private const string Written = "yyyy-MM-ddTHH:mmzzz";

    private static readonly IReadOnlyList<(int Patient, string Start, string End)> Nights =
    [
        (50, "2025-10-26T02:15+02:00", "2025-10-26T02:35+02:00"),
        (50, "2025-10-26T02:15+01:00", "2025-10-26T02:35+01:00"),
        (51, "2025-10-26T02:50+02:00", "2025-10-26T02:10+01:00"),
        (51, "2026-03-29T01:50+01:00", "2026-03-29T03:15+02:00"),
        (54, "2025-11-02T01:30-04:00", "2025-11-02T01:45-04:00"),
        (54, "2025-11-02T01:30-05:00", "2025-11-02T01:45-05:00"),
        (55, "2025-11-02T01:55-04:00", "2025-11-02T01:10-05:00"),
        (55, "2026-03-08T01:50-05:00", "2026-03-08T03:10-04:00"),
        (58, "2026-04-05T01:40+11:00", "2026-04-05T01:55+11:00"),
        (58, "2026-04-05T01:40+10:30", "2026-04-05T01:55+10:30"),
        (59, "2026-04-05T03:20+13:45", "2026-04-05T02:50+12:45"),
        (57, "2026-01-01T00:05+05:30", "2026-01-01T00:25+05:30"),
    ];

    public static void Write(SampleBook book, SiteNeedling needling)
    {
        foreach (var (patient, start, end) in Nights)
        {
            var session = Session(book, needling, new SamplePatient(patient), Read(start), Read(end));
            book.Sessions.Add(session);
            book.Scores.Add(Score(book, session, "before", Read(start).AddMinutes(-2), 8));
            book.Scores.Add(Score(book, session, "after", Read(end).AddMinutes(2), 0));
        }
    }

    private static NeedlingProcedure Session(SampleBook book, SiteNeedling needling, SamplePatient patient, DateTimeOffset start, DateTimeOffset end)
    {
        var site = needling.Needle("gastrocnemius", patient.Side);
        var needles = site.Needles!.Sum(n => n.Count);
        return new NeedlingProcedure
        {
            Id = book.NextSessionId(),
            Version = 1,
            LastChanged = end.AddMinutes(10),
            Patient = patient.Identifier,
            Status = "completed",
            Practitioners = [patient.Therapist],
            Location = Invented.Location(patient.Branch.Location),
            Start = ClinicTime.At(start),
            End = ClinicTime.At(end),
            Indications = [new Indication { Code = "muscle-pain", Cause = new CodedText { Code = "overexertion" } }],
            Position = "prone",
            Consent = new Consent { Given = true, Form = "verbal" },
            Sites = [site],
            NeedlesInserted = needles,
            NeedlesRemoved = needles,
            Note = "Nachtdienst 100-km-Lauf, Zeitumstellung beachtet",
        };
    }

    private static PainScore Score(SampleBook book, NeedlingProcedure session, string phase, DateTimeOffset when, int value) => new()
    {
        Id = book.NextScoreId(),
        Version = 1,
        LastChanged = session.LastChanged,
        Patient = session.Patient,
        Instrument = "nrs",
        Value = value,
        Unit = "{score}",
        Phase = phase,
        When = ClinicTime.At(when),
        BodySite = new BodySite { Code = "calf", Side = session.Sites![0].Side, Text = "Wadenkrampf" },
        AnsweredBy = "patient",
        Practitioner = session.Practitioners![0],
        Procedure = session.Id,
    };

    private static DateTimeOffset Read(string text) => DateTimeOffset.ParseExact(text, Written, CultureInfo.InvariantCulture);
}
