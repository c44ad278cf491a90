using FhirAdapter.Records;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>Sessions that were not done, were stopped, are not over yet, or ended with a needle missing.</summary>
internal sealed class UnusualSessions(SampleBook book, SiteNeedling needling)
{
    private static readonly DateOnly FirstDay = new(2026, 5, 4);
    private int _day;

    public void Write()
    {
        Contraindicated(60, "needle-phobia", "absolute", "confirmed");
        Contraindicated(61, "fever", "absolute", "confirmed");
        Contraindicated(62, "deep-vein-thrombosis", "absolute", "suspected");
        Contraindicated(63, "unable-to-consent", "absolute", "confirmed");
        foreach (var reason in new[] { "patient-declined", "not-indicated", "equipment" })
            book.Sessions.Add(NotDone(new SamplePatient(64), new CodedText { Code = reason }));
        book.Sessions.Add(NotDone(new SamplePatient(65), new CodedText { Code = "no-consent" }) with { Consent = new Consent { Given = false, Form = "verbal" } });
        book.Sessions.Add(NotDone(new SamplePatient(65), new CodedText { Code = "other", Text = "Brandschutzübung; Termin verlegt" }));
        Stopped("adverse-effect", new AdverseEffect { Code = "near-syncope", Severity = "moderate", Text = "nach 2 min flau" });
        Stopped("patient-request", new AdverseEffect { Code = "pain-during", Severity = "severe" });
        Stopped("patient-unwell", null);
        RetainedNeedle();
        NotOverYet();
    }

    private void Contraindicated(int number, string finding, string strength, string status)
    {
        var patient = new SamplePatient(number);
        var session = NotDone(patient, new CodedText { Code = "contraindicated" });
        var found = new ContraindicationFinding
        {
            Id = book.NextFindingId(),
            Version = 1,
            LastChanged = session.LastChanged!.Value.AddMinutes(-5),
            Patient = patient.Identifier,
            Encounter = patient.Encounter,
            Finding = new CodedText { Code = finding },
            Presence = "present",
            Strength = strength,
            When = session.Start,
            Practitioner = patient.Therapist,
            Source = "examination",
            Status = status,
            StoppedProcedure = session.Id,
            Note = "Sitzung nicht begonnen",
        };
        book.Findings.Add(found);
        book.Sessions.Add(session with { ContraindicatedBy = [found.Id!] });
    }

    private NeedlingProcedure NotDone(SamplePatient patient, CodedText reason) => Begin(patient) with
    {
        Status = "not-done",
        StatusReason = reason,
        End = null,
        Position = null,
        Consent = null,
        Sites = null,
        NeedlesInserted = null,
        NeedlesRemoved = null,
    };

    private void Stopped(string reason, AdverseEffect? effect) => book.Sessions.Add(Begin(new SamplePatient(66)) with
    {
        Status = "stopped",
        StatusReason = new CodedText { Code = reason },
        AdverseEffects = effect is null ? null : [effect],
    });

    private void RetainedNeedle()
    {
        var session = Begin(new SamplePatient(67));
        book.Sessions.Add(session with
        {
            NeedlesInserted = session.NeedlesInserted,
            NeedlesRemoved = session.NeedlesInserted - 1,
            AdverseEffects = [new AdverseEffect { Code = "retained-needle", Severity = "severe", Onset = session.End, Text = "Spitze abgebrochen, 12 mm; chirurgisch entfernt" }],
        });
    }

    private void NotOverYet()
    {
        book.Sessions.Add(Begin(new SamplePatient(68)) with
        {
            Status = "preparation",
            Start = null,
            End = null,
            Sites = null,
            NeedlesInserted = null,
            NeedlesRemoved = null,
            Consent = null,
        });
        book.Sessions.Add(Begin(new SamplePatient(68)) with { Status = "in-progress", End = null, NeedlesRemoved = null });
        book.Sessions.Add(Begin(new SamplePatient(69)) with { Status = "on-hold", End = null, NeedlesRemoved = null });
        book.Sessions.Add(Begin(new SamplePatient(69)) with { Status = "unknown", End = null, Note = "Aus der Papierakte; Ausgang nicht lesbar" });
    }

    private NeedlingProcedure Begin(SamplePatient patient)
    {
        var start = patient.Branch.At(FirstDay.AddDays(_day++), new TimeOnly(9, 30));
        var sites = patient.Complaint.Muscles.Take(3).Select(m => needling.Needle(m, patient.Side)).ToList();
        var needles = sites.Sum(s => s.Needles!.Sum(n => n.Count));
        return new NeedlingProcedure
        {
            Id = book.NextSessionId(),
            Version = 1,
            LastChanged = start.AddMinutes(40),
            Patient = patient.Identifier,
            Encounter = patient.Encounter,
            Status = "completed",
            Practitioners = [patient.Therapist],
            Location = Invented.Location(patient.Branch.Location),
            Start = ClinicTime.At(start),
            End = ClinicTime.At(start.AddMinutes(25)),
            Indications = [new Indication { Code = patient.Complaint.Indications[0], Text = "Zuweisung liegt vor", Cause = patient.Complaint.Cause }],
            Position = patient.Complaint.Positions[0],
            Consent = new Consent { Given = true, Form = "written" },
            Sites = sites,
            NeedlesInserted = needles,
            NeedlesRemoved = needles,
        };
    }
}
