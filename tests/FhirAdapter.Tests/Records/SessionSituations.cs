using FhirAdapter.Records;
using FhirAdapter.Records.NeedlingProcedures;

namespace FhirAdapter.Tests.Records;

/// <summary>Sessions at the edges: not yet begun, going on, known to the day only, told in words alone, gone wrong, taken back.</summary>
internal static class SessionSituations
{
    private static readonly BusinessIdentifier Patient = new() { System = "urn:oid:1.2.3", Value = "P-7" };
    private static readonly DateTimeOffset Changed = new(2026, 11, 20, 18, 0, 0, TimeSpan.FromHours(1));

    public static NeedlingProcedure Planned { get; } = Session("DN-2026-0501") with { Status = "preparation", Session = new() { Of = 6 } };

    public static NeedlingProcedure GoingOn { get; } = Session("DN-2026-0502") with
    {
        Status = "in-progress",
        Practitioners = [new() { Role = "physiotherapist" }],
        Start = At(17, 5),
        Sites = [new() { Muscle = "soleus", Side = "right", DepthMm = 12.50m, AngleDeg = 90m, TwitchResponses = 0 }],
        NeedlesInserted = 2,
    };

    public static NeedlingProcedure KnownToTheDay { get; } = Session("DN-2026-0503") with
    {
        Status = "completed",
        Practitioners = [new() { Role = "osteopath" }],
        Start = ClinicTime.OnDate(new(2026, 11, 19)),
        End = ClinicTime.OnDate(new(2026, 11, 19)),
        Sites = [new() { Muscle = "deltoid", Side = "left" }],
    };

    /// <summary>When it began is known, of its end only the day.</summary>
    public static NeedlingProcedure TimeToDay { get; } = KnownToTheDay with { Id = "DN-2026-0504", Start = At(23, 30), End = ClinicTime.OnDate(new(2026, 11, 21)) };

    public static NeedlingProcedure RetainedNeedle { get; } = Session("DN-2026-0505") with
    {
        Status = "completed",
        Practitioners = [new() { Role = "physician" }],
        Start = At(10, 0),
        End = At(10, 20),
        Sites = [new() { Muscle = "infraspinatus", Side = "right", Needles = [new() { Count = 4 }] }],
        NeedlesInserted = 4,
        NeedlesRemoved = 3,
        AdverseEffects = [new() { Code = "retained-needle", Severity = "severe", Onset = At(10, 20), Text = "broken at the handle" }, new() { Code = "bruising" }],
        FollowUp = [new() { Code = "referral", Text = "surgery, today" }],
    };

    /// <summary>Everything that may be told in words is, or in the very words that the code is called by.</summary>
    public static NeedlingProcedure OwnWords { get; } = Session("DN-2026-0506") with
    {
        Status = "stopped",
        StatusReason = new() { Text = "Fire alarm" },
        Practitioners = [new() { Qualification = "Trainee, third year" }],
        Start = At(11, 0),
        Indications = [new() { Text = "Writer's cramp", Cause = new() { Text = "a week of exams" } }],
        Outcome = new() { Text = "Too early to say" },
        Aftercare = [new() { Text = "Come back when the bell is silent" }, new() { Code = "ice", Text = "Ice" }],
        FollowUp = [new() { Text = "New appointment", Due = new(2026, 11, 24) }, new() { Code = "follow-up-visit", Text = "by telephone" }],
    };

    public static NeedlingProcedure TwoPractitioners { get; } = Session("DN-2026-0507") with
    {
        Status = "unknown",
        Practitioners =
        [
            new() { Identifier = new() { System = "urn:oid:1.2.5", Value = "T-1" }, Role = "physiotherapist", Certificate = new() { Number = "DN-77" } },
            new() { Role = "other", Qualification = "Student", Certificate = new() { Issuer = "School", ValidUntil = new(2027, 6, 30) } },
        ],
        Start = At(12, 0),
    };

    public static NeedlingProcedure ConsentRefused { get; } = Session("DN-2026-0508") with
    {
        Status = "not-done",
        StatusReason = new() { Code = "no-consent" },
        Start = ClinicTime.OnDate(new(2026, 11, 20)),
        Consent = new() { Given = false, Form = "verbal", When = At(8, 55) },
    };

    public static NeedlingProcedure DeletedWithoutContent { get; } = Session("DN-2026-0509") with { Version = 3, Deleted = true };

    private static NeedlingProcedure Session(string id) => new() { Id = id, Version = 1, LastChanged = Changed, Patient = Patient };

    private static ClinicTime At(int hour, int minute) => ClinicTime.At(new(2026, 11, 20, hour, minute, 0, TimeSpan.FromHours(1)));
}
