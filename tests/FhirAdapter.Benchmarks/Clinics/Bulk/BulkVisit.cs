using System.Globalization;
using FhirAdapter.Records;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Benchmarks.Clinics.Bulk;

/// <summary>One visit of one patient: two scores, and in a mixed run also a finding at the first visit and the session itself.</summary>
internal sealed class BulkVisit(int number, int patient, int round, DateTimeOffset at, Dice dice)
{
    private static readonly string[] Muscles = ["trapezius", "infraspinatus", "supraspinatus", "levator-scapulae", "rhomboid-major", "deltoid"];
    private readonly string _number = number.ToString("D7", CultureInfo.InvariantCulture);
    private readonly string _side = dice.Of("left", "right");
    private readonly int _before = dice.Between(3, 9);

    private string SessionId => "B-" + _number;

    private BusinessIdentifier Patient => Invented.Patient(patient.ToString("D6", CultureInfo.InvariantCulture));

    private Practitioner Therapist => Invented.Physiotherapist(patient % 12);

    public IEnumerable<ClinicRecord> Scores()
    {
        yield return Score("before", at, _before, null);
        yield return Score("after", at.AddMinutes(30), dice.Between(0, _before), null);
    }

    public IEnumerable<ClinicRecord> Everything()
    {
        if (round == 0)
            yield return Finding();
        yield return Session();
        yield return Score("before", at, _before, SessionId);
        yield return Score("after", at.AddMinutes(30), dice.Between(0, _before), SessionId);
    }

    private PainScore Score(string phase, DateTimeOffset when, int value, string? session) => new()
    {
        Id = $"S-{_number}-{phase}",
        Version = 1,
        LastChanged = when.AddMinutes(1),
        Patient = Patient,
        Instrument = "nrs",
        Value = value,
        Unit = "{score}",
        Phase = phase,
        When = ClinicTime.At(when),
        BodySite = new BodySite { Code = "trapezius", Part = "upper", Side = _side },
        AnsweredBy = "patient",
        Practitioner = Therapist,
        Procedure = session,
    };

    private ContraindicationFinding Finding() => new()
    {
        Id = "F-" + _number,
        Version = 1,
        LastChanged = at,
        Patient = Patient,
        Finding = new CodedText { Code = dice.Of("needle-phobia", "anticoagulant-use", "latex-allergy", "pacemaker") },
        Presence = "absent",
        When = ClinicTime.At(at),
        Practitioner = Therapist,
        Source = "history",
    };

    private NeedlingProcedure Session()
    {
        var sites = Enumerable.Range(0, dice.Between(1, 4)).Select(Site).ToList();
        var needles = sites.Sum(s => s.Needles!.Sum(n => n.Count));
        return new NeedlingProcedure
        {
            Id = SessionId,
            Version = 1,
            LastChanged = at.AddMinutes(31),
            Patient = Patient,
            Status = "completed",
            Practitioners = [Therapist],
            Location = Invented.Location(0),
            Start = ClinicTime.At(at),
            End = ClinicTime.At(at.AddMinutes(25)),
            Indications = [new Indication { Code = "myofascial-pain", Cause = new CodedText { Code = "posture" } }],
            Position = "prone",
            Consent = new Consent { Given = true, Form = "written" },
            Sites = sites,
            NeedlesInserted = needles,
            NeedlesRemoved = needles,
            AdverseEffects = dice.PerMille(300) ? [new AdverseEffect { Code = "soreness", Severity = "mild" }] : null,
            Aftercare = [new CodedText { Code = "stretching" }],
            Session = new Session { Number = round + 1, Of = Math.Max(6, round + 1) },
        };
    }

    private NeedlingSite Site(int index) => new()
    {
        Muscle = Muscles[(number + index) % Muscles.Length],
        Side = _side,
        Needles = [new Needle { DiameterMm = 0.30m, LengthMm = 40m, Material = "stainless-steel", Lot = Invented.Lot(number % 7) }],
        DepthMm = dice.Between(10, 30),
        AngleDeg = 90m,
        Technique = "deep",
        RetentionSeconds = 60 * dice.Between(1, 10),
        TwitchResponses = dice.Between(0, 6),
        Guidance = "palpation",
    };
}
