using FhirAdapter.Records;
using FhirAdapter.Records.NeedlingProcedures;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>Writes the sessions that went as planned; what went otherwise is put in afterwards.</summary>
internal sealed class SessionNotes(SampleBook book)
{
    private readonly SiteNeedling _needling = new(book.Dice);
    private readonly Rota<string> _consents = new("written", "verbal", "written", "implied");
    private readonly Rota<string> _aftercare = new(
        "stretching", "ice", "rest", "heat", "light-activity", "hydration", "monitor-symptoms", "education", "advice", "report-immediately");
    private readonly Rota<string> _followUps = new("follow-up-visit", "monitoring-pain", "patient-education", "patient-advice", "referral");
    private readonly Rota<string> _notes = new(Words.SessionNotes);

    public NeedlingProcedure Write(SamplePatient patient, int visit)
    {
        var muscles = patient.Complaint.Muscles;
        var places = book.Dice.Between(1, 4);
        var sites = Enumerable.Range(0, places).Select(i => _needling.Needle(muscles[((visit * 2) + (patient.Number / 8) + i) % muscles.Count], patient.Side)).ToList();
        var needles = sites.Sum(s => s.Needles!.Sum(n => n.Count));
        var last = visit == patient.Visits - 1;
        return new NeedlingProcedure
        {
            Id = book.NextSessionId(),
            Version = 1,
            LastChanged = patient.VisitAt(visit).AddMinutes(50),
            Patient = patient.Identifier,
            Encounter = patient.Encounter,
            Status = "completed",
            Practitioners = patient.Number % 11 == 3 ? [patient.Therapist, Staff.All[4]] : [patient.Therapist],
            Location = Invented.Location(patient.Branch.Location),
            Start = patient.Moment(visit, 5),
            End = patient.OnlyTheDayIsKnown(visit) ? null : patient.Moment(visit, 20 + (5 * places)),
            Indications = Indications(patient),
            Position = patient.Complaint.Positions[visit % patient.Complaint.Positions.Count],
            Consent = new Consent { Given = true, Form = _consents.Next(), When = patient.Moment(visit, 0) },
            Sites = sites,
            NeedlesInserted = needles,
            NeedlesRemoved = needles,
            Outcome = last ? Outcome(patient.Number) : null,
            Aftercare = [new CodedText { Code = _aftercare.Next() }, .. ExtraAftercare(patient.Number, visit)],
            FollowUp = FollowUp(patient, visit, last),
            Session = new Session { Number = visit + 1, Of = patient.Visits },
            Note = (patient.Number + visit) % 3 == 0 ? _notes.Next() : null,
        };
    }

    private static IReadOnlyList<Indication> Indications(SamplePatient patient) =>
    [
        .. patient.Complaint.Indications.Select((code, i) => new Indication
        {
            Code = code,
            Text = code == "other" ? "Unterarmschmerz beim Greifen" : null,
            Cause = i == 0 ? patient.Complaint.Cause : null,
        }),
    ];

    private static CodedText Outcome(int patient) => (patient % 6) switch
    {
        0 => new() { Code = "partially-successful", Text = "Beschwerden gebessert, nicht verschwunden" },
        5 => new() { Code = "unsuccessful" },
        _ => new() { Code = "successful" },
    };

    private static IEnumerable<CodedText> ExtraAftercare(int patient, int visit) =>
        (patient + visit) % 8 == 0 ? [new() { Code = "other", Text = "Wechselbäder, 3 × täglich" }] : [];

    private IReadOnlyList<FollowUp> FollowUp(SamplePatient patient, int visit, bool last) => last
        ? [new FollowUp { Code = _followUps.Next() }]
        : [new FollowUp { Code = "follow-up-visit", Due = DateOnly.FromDateTime(patient.VisitAt(visit + 1).DateTime) }, .. ExtraFollowUp(patient.Number)];

    private static IEnumerable<FollowUp> ExtraFollowUp(int patient) =>
        patient % 15 == 4 ? [new() { Code = "other", Text = "Brief an die Hausarztpraxis" }] : [];
}
