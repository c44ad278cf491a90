using FhirAdapter.Records;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Tests.Records;

/// <summary>Invented records, one for each situation a clinic meets, each as small as the situation allows.</summary>
internal static class Situations
{
    private static readonly BusinessIdentifier Patient = new() { System = "urn:oid:1.2.3", Value = "P-7" };
    private static readonly BusinessIdentifier Encounter = new() { System = "urn:oid:1.2.4", Value = "E-9" };
    private static readonly DateTimeOffset Changed = new(2026, 11, 20, 18, 0, 0, TimeSpan.FromHours(1));

    private static readonly Practitioner Therapist = new()
    {
        Identifier = new() { System = "urn:oid:1.2.5", Value = "T-1" },
        Role = "physiotherapist",
        Qualification = "Doctor of Physical Therapy",
        Certificate = new() { Number = "DN-77", Issuer = "Board of Needling", ValidFrom = new(2025, 1, 1), ValidUntil = new(2027, 12, 31) },
    };

    private static readonly Needle Needle = new()
    {
        DiameterMm = 0.30m,
        LengthMm = 40m,
        Material = "stainless-steel",
        Coating = "silicone",
        Maker = "Nadelwerk Müller",
        Lot = "L-204",
        Expires = new(2028, 6, 30),
    };

    public static NeedlingProcedure CompletedWithTwoSites { get; } = new()
    {
        Id = "DN-2026-0417",
        Version = 1,
        LastChanged = Changed,
        Patient = Patient,
        Encounter = Encounter,
        Status = "completed",
        Practitioners = [Therapist],
        Location = new() { System = "urn:oid:1.2.6", Value = "Room-2" },
        Start = At(17, 5),
        End = At(17, 25),
        Indications = [new() { Code = "myofascial-pain", Cause = new() { Code = "posture" } }],
        Position = "prone",
        Consent = new() { Given = true, Form = "written", When = At(17, 0) },
        Sites =
        [
            new()
            {
                Muscle = "trapezius",
                Part = "upper",
                Side = "left",
                TriggerPoint = "TrP2",
                Needles = [Needle with { Count = 2 }],
                DepthMm = 15m,
                AngleDeg = 30m,
                Technique = "deep",
                Manipulation = "pistoning",
                TwitchResponses = 3,
                Guidance = "palpation",
                Text = "Taut band near the angle of the neck",
            },
            new()
            {
                Muscle = "multifidus",
                Side = "right",
                Needles = [Needle with { LengthMm = 50m, Lot = "L-311" }],
                RetentionSeconds = 600,
                TwitchResponses = 0,
                ElectricalStimulation = new() { FrequencyHz = 2m, IntensityMa = 1.5m, DurationSeconds = 600 },
                Technique = "electrical",
                Guidance = "ultrasound",
            },
        ],
        NeedlesInserted = 3,
        NeedlesRemoved = 3,
        AdverseEffects = [new() { Code = "soreness", Severity = "mild", Onset = At(17, 26), Text = "left shoulder" }],
        Outcome = new() { Code = "successful", Text = "Turns the head freely" },
        Aftercare = [new() { Code = "ice" }, new() { Text = "No heavy lifting for two days" }],
        FollowUp = [new() { Code = "follow-up-visit", Due = new(2026, 12, 1) }],
        Session = new() { Number = 2, Of = 6 },
        Note = "Tolerated well; <5 min of soreness & no bleeding.",
    };

    public static NeedlingProcedure NotDoneForContraindication { get; } = new()
    {
        Id = "DN-2026-0418",
        Version = 1,
        LastChanged = Changed,
        Patient = Patient,
        Status = "not-done",
        StatusReason = new() { Code = "contraindicated", Text = "Needle phobia" },
        ContraindicatedBy = ["CF-12"],
        Start = ClinicTime.OnDate(new(2026, 11, 20)),
        Indications = [new() { Code = "neck-pain", Text = "Neck pain since spring" }],
    };

    public static NeedlingProcedure StoppedForVasovagalSyncope { get; } = new()
    {
        Id = "DN-2026-0419",
        Version = 1,
        LastChanged = Changed,
        Patient = Patient,
        Status = "stopped",
        StatusReason = new() { Code = "adverse-effect" },
        Practitioners = [new() { Identifier = Therapist.Identifier, Role = "physician" }],
        Start = At(9, 0),
        End = At(9, 4),
        Sites = [new() { Muscle = "levator-scapulae", Side = "right", Needles = [Needle] }],
        NeedlesInserted = 1,
        NeedlesRemoved = 1,
        AdverseEffects = [new() { Code = "vasovagal-syncope", Severity = "moderate", Onset = At(9, 3), Text = "came round within a minute" }],
    };

    public static NeedlingProcedure Deleted { get; } = CompletedWithTwoSites with
    {
        Id = "DN-2026-0420",
        Version = 2,
        Deleted = true,
        Sites = [CompletedWithTwoSites.Sites![0]],
        AdverseEffects = [new() { Code = "bruising", Severity = "severe" }],
    };

    public static ContraindicationFinding Present { get; } = new()
    {
        Id = "CF-10",
        Version = 1,
        LastChanged = Changed,
        Patient = Patient,
        Encounter = Encounter,
        Finding = new() { Code = "bleeding-disorder" },
        Presence = "present",
        Strength = "relative",
        When = At(16, 50),
        Practitioner = Therapist,
        Source = "history",
        Status = "confirmed",
        Note = "Seen by haematology in 2024.",
    };

    public static ContraindicationFinding Allergy { get; } = new()
    {
        Id = "CF-11",
        Version = 1,
        LastChanged = Changed,
        Patient = Patient,
        Finding = new() { Code = "latex-allergy" },
        Presence = "present",
        Strength = "precaution",
        When = ClinicTime.OnDate(new(2026, 11, 20)),
        Source = "patient",
        Status = "suspected",
    };

    public static ContraindicationFinding Absent { get; } = new()
    {
        Id = "CF-13",
        Version = 1,
        LastChanged = Changed,
        Patient = Patient,
        Finding = new() { Code = "needle-phobia" },
        Presence = "absent",
        When = At(16, 50),
        Source = "patient",
        Screening = "SC-7",
        Practitioner = Therapist,
    };

    public static ContraindicationFinding NotAsked { get; } = new()
    {
        Id = "CF-14",
        Version = 1,
        LastChanged = Changed,
        Patient = Patient,
        Finding = new() { Code = "pregnancy" },
        Presence = "not-asked",
        When = ClinicTime.OnDate(new(2026, 11, 20)),
    };

    public static ContraindicationFinding Disproved { get; } = Present with
    {
        Id = "CF-15",
        Version = 2,
        Encounter = null,
        Strength = null,
        Status = "disproved",
        BodySite = new() { Code = "lower-back", Side = "midline" },
        Practitioner = null,
        Evidence = "Repeated clotting tests were normal.",
        StoppedProcedure = "DN-2026-0300",
        Note = "Needling may go on.",
    };

    public static ContraindicationFinding Resolved { get; } = Present with
    {
        Id = "CF-16",
        Finding = new() { Code = "infection-at-site", Text = "Infected scratch" },
        BodySite = new() { Code = "trapezius", Part = "middle", Side = "bilateral", Text = "over the spine" },
        Source = "examination",
        Status = "resolved",
        Resolved = ClinicTime.OnDate(new(2026, 11, 21)),
    };

    public static PainScore NrsZeroAfter { get; } = new()
    {
        Id = "PS-1",
        Version = 1,
        LastChanged = Changed,
        Patient = Patient,
        Encounter = Encounter,
        Instrument = "nrs",
        Value = 0m,
        Unit = "{score}",
        Phase = "after",
        When = At(17, 30),
        BodySite = new() { Code = "trapezius", Part = "upper", Side = "left" },
        AnsweredBy = "patient",
        Practitioner = Therapist,
        Procedure = "DN-2026-0417",
    };

    public static PainScore VasInMillimetres { get; } = new()
    {
        Id = "PS-2",
        Version = 1,
        LastChanged = Changed,
        Patient = Patient,
        Instrument = "vas",
        Value = 62m,
        Unit = "mm",
        Phase = "before",
        When = At(17, 0),
        BodySite = new() { Code = "neck", Side = "right", Text = "down to the shoulder blade" },
        AnsweredBy = "patient",
    };

    public static PainScore VerbalAnswer { get; } = VasInMillimetres with { Id = "PS-7", Instrument = "verbal", Value = null, Unit = null, Answer = "moderate" };

    public static PainScore Declined { get; } = new()
    {
        Id = "PS-3",
        Version = 1,
        LastChanged = Changed,
        Patient = Patient,
        Instrument = "faces",
        AbsentReason = "declined",
        Phase = "during",
        When = At(17, 15),
        Procedure = "DN-2026-0417",
        Note = "Wanted to rest.",
    };

    public static PainScore FollowUpWithChange { get; } = new()
    {
        Id = "PS-4",
        Version = 2,
        LastChanged = Changed,
        Patient = Patient,
        Instrument = "nrs",
        Value = 2m,
        Unit = "{score}",
        Phase = "follow-up",
        When = ClinicTime.OnDate(new(2026, 11, 27)),
        BodySite = new() { Code = "trapezius", Part = "upper", Side = "left" },
        AnsweredBy = "proxy",
        Procedure = "DN-2026-0417",
        Baseline = "PS-0",
        Change = -4m,
    };

    public static PainScore Peg { get; } = new()
    {
        Id = "PS-5",
        Version = 1,
        LastChanged = Changed,
        Patient = Patient,
        Instrument = "peg",
        Value = 4.3m,
        Unit = "{score}",
        Items = [new() { Code = "pain", Value = 5m }, new() { Code = "enjoyment", Value = 0m }, new() { Code = "general-activity", Value = 8m, Text = "stairs" }],
        Phase = "discharge",
        When = At(12, 0),
        AnsweredBy = "patient",
    };

    /// <summary>These, and those at the edges.</summary>
    public static IReadOnlyDictionary<string, ClinicRecord> All { get; } =
        new[] { typeof(Situations), typeof(SessionSituations), typeof(FindingSituations), typeof(ScoreSituations) }
        .SelectMany(t => t.GetProperties())
        .Where(p => typeof(ClinicRecord).IsAssignableFrom(p.PropertyType))
        .ToDictionary(p => p.Name, p => (ClinicRecord)p.GetValue(null)!);

    private static ClinicTime At(int hour, int minute) => ClinicTime.At(new(2026, 11, 20, hour, minute, 0, TimeSpan.FromHours(1)));
}
