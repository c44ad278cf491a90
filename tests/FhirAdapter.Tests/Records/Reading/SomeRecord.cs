using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;
using FhirAdapter.Terminology;

namespace FhirAdapter.Tests.Records.Reading;

/// <summary>Random records that keep the contract.</summary>
internal static class SomeRecord
{
    private static readonly Gen<string> Text = Characters("abc ,;\t\"\n\rüÄß'=+-x", 1, 30).Select(t => t + "z");
    private static readonly Gen<string> Line = Characters("abc ,;\"üß'=x", 1, 20).Select(t => "x" + t + "😀");
    private static readonly Gen<string> Id = Characters("abcXYZ019._-", 0, 20).Select(t => "A" + t);
    private static readonly Gen<DateTimeOffset> Instant = Gen.Select(
        Gen.Long[new DateTime(1900, 1, 2).Ticks, new DateTime(9999, 12, 30).Ticks], Gen.Int[-56, 56], Gen.Bool,
        (ticks, quarters, whole) => new DateTimeOffset(whole ? ticks - (ticks % TimeSpan.TicksPerSecond) : ticks, TimeSpan.FromMinutes(quarters * 15)));
    private static readonly Gen<DateOnly> Day = Gen.Int[0, 50_000].Select(new DateOnly(1900, 1, 1).AddDays);
    private static readonly Gen<ClinicTime> Time = Gen.OneOf(Instant.Select(ClinicTime.At), Day.Select(ClinicTime.OnDate));
    private static readonly Gen<BusinessIdentifier> Identifier = Gen.Select(
        OneOf("urn:oid:1.2.3", "https://clinic.example/fhir/id/patient"), Line, (s, v) => new BusinessIdentifier { System = s, Value = v });
    private static readonly Gen<BodySite?> Body = Maybe(Gen.Select(
        Code("body-site"), Maybe(Code("body-site-part")), Maybe(Code("side")), Maybe(Text), (c, p, s, t) => new BodySite { Code = c, Part = p, Side = s, Text = t }));
    private static readonly Gen<Certificate?> Paper = Maybe(Gen.Select(
        Line, Maybe(Line), MaybeValue(Day), (n, i, d) => new Certificate { Number = n, Issuer = i, ValidFrom = d, ValidUntil = d?.AddDays(9) }));
    private static readonly Gen<Practitioner> Person = Gen.Select(
        Identifier, Maybe(Code("practitioner-role")), Maybe(Line), Paper,
        (i, r, q, c) => new Practitioner { Identifier = i, Role = r, Qualification = q, Certificate = c });
    private static readonly Gen<Needle> OneNeedle = Gen.Select(
        Number(5, 100, 2), Number(500, 20_000, 2), Maybe(Code("needle-material")), Maybe(Line), MaybeValue(Day), Gen.Int[1, 100],
        (d, l, m, lot, e, c) => new Needle { DiameterMm = d, LengthMm = l, Material = m, Coating = "none", Maker = lot, Lot = lot, Expires = e, Count = c });
    private static readonly Gen<ElectricalStimulation?> Current = Maybe(Gen.Select(
        Number(1, 5000, 1), Number(1, 1000, 1), Gen.Int[1, 7200], (f, i, d) => new ElectricalStimulation { FrequencyHz = f, IntensityMa = i, DurationSeconds = d }));
    private static readonly Gen<NeedlingSite> OneSite = Gen.Select(
        Code("side"), MaybeList(OneNeedle), Current, Maybe(Text), MaybeValue(Gen.Int[0, 200]), Number(0, 900, 1), Maybe(Line),
        (side, needles, current, text, twitches, angle, point) => new NeedlingSite
        {
            Muscle = "trapezius", Part = "upper", Side = side, Needles = needles, ElectricalStimulation = current, Text = text, TwitchResponses = twitches,
            AngleDeg = angle, DepthMm = 12.50m, Technique = "deep", Manipulation = "none", Guidance = "palpation", RetentionSeconds = twitches, TriggerPoint = point,
        });
    private static readonly Gen<CodedText?> Outcome = Maybe(Gen.Select(Maybe(Code("outcome")), Text, (c, t) => new CodedText { Code = c, Text = t }));
    private static readonly Gen<IReadOnlyList<Indication>?> Indications = MaybeList(Gen.Select(
        Maybe(Code("indication")), Text, Maybe(Code("cause")), (c, t, cause) => new Indication { Code = c, Text = t, Cause = cause is null ? null : new CodedText { Code = cause } }));
    private static readonly Gen<IReadOnlyList<AdverseEffect>?> Effects = MaybeList(Gen.Select(
        Code("adverse-effect"), Maybe(Code("severity")), MaybeValue(Time), Maybe(Text), (c, s, o, t) => new AdverseEffect { Code = c, Severity = s, Onset = o, Text = t }));
    private static readonly Gen<IReadOnlyList<FollowUp>?> Next = MaybeList(Gen.Select(
        Code("follow-up"), Maybe(Text), MaybeValue(Day), (c, t, d) => new FollowUp { Code = c, Text = t, Due = d }));

    public static Gen<ClinicRecord> Any { get; } = Gen.OneOf(Procedures(), Findings(), Scores());

    private static Gen<ClinicRecord> Procedures() => Gen.Select(
        Gen.Select(Id, Gen.Long[1, long.MaxValue], Instant, Identifier, Maybe(Identifier)),
        Gen.Select(Time, MaybeList(OneSite), MaybeList(Person), Indications, Maybe(Identifier)),
        Gen.Select(Effects, Outcome, Next, MaybeList(Id), Maybe(Text)),
        (a, b, c) => (ClinicRecord)new NeedlingProcedure
        {
            Id = a.Item1, Version = a.Item2, LastChanged = a.Item3, Patient = a.Item4, Encounter = a.Item5, Status = "not-done", Start = b.Item1, End = b.Item1,
            StatusReason = new CodedText { Code = "patient-declined" }, Sites = b.Item2, Practitioners = b.Item3, Indications = b.Item4, Location = b.Item5,
            AdverseEffects = c.Item1, Outcome = c.Item2, FollowUp = c.Item3, ContraindicatedBy = c.Item4, Note = c.Item5, NeedlesInserted = 4, NeedlesRemoved = 0,
            Consent = new Consent { Given = c.Item5 is null, Form = "verbal", When = b.Item1 }, Session = new Session { Number = 1, Of = 6 }, Position = "prone",
            Aftercare = c.Item2 is null ? null : [new CodedText { Text = c.Item2.Text }, new CodedText { Code = "ice" }],
        });

    private static Gen<ClinicRecord> Findings() => Gen.Select(
        Gen.Select(Id, Gen.Long[1, long.MaxValue], Instant, Identifier, Gen.Bool),
        Gen.Select(Code("contraindication"), Code("contraindication-strength"), Body, Time, Maybe(Text)),
        Gen.Select(Maybe(Person), Maybe(Code("finding-source")), Maybe(Id)),
        (a, b, c) => (ClinicRecord)new ContraindicationFinding
        {
            Id = a.Item1, Version = a.Item2, LastChanged = a.Item3, Patient = a.Item4, Presence = a.Item5 ? "present" : "absent", Deleted = a.Item5,
            Strength = a.Item5 ? b.Item2 : null, Status = a.Item5 ? "resolved" : null, Resolved = a.Item5 ? b.Item4 : null,
            Finding = new CodedText { Code = b.Item1, Text = b.Item5 }, BodySite = b.Item3, When = b.Item4, Note = b.Item5, Practitioner = c.Item1, Source = c.Item2,
            StoppedProcedure = c.Item3,
        });

    private static Gen<ClinicRecord> Scores() => Gen.Select(
        Gen.Select(Id, Gen.Long[1, long.MaxValue], Instant, Identifier, Gen.Int[0, 2]),
        Gen.Select(Number(0, 1000, 2), Code("assessment-phase"), Time, Body, Maybe(Code("answered-by"))),
        Gen.Select(Maybe(Person), Maybe(Id), MaybeValue(Number(-1000, 1000, 2)), Maybe(Text)),
        (a, b, c) => (ClinicRecord)new PainScore
        {
            Id = a.Item1, Version = a.Item2, LastChanged = a.Item3, Patient = a.Item4, Phase = b.Item2, When = b.Item3, BodySite = b.Item4, AnsweredBy = b.Item5,
            Instrument = a.Item5 == 1 ? "pgic" : "peg", Value = a.Item5 == 0 ? b.Item1 : null, Unit = a.Item5 == 0 ? "{score}" : null,
            Answer = a.Item5 == 1 ? "much-improved" : null, AbsentReason = a.Item5 == 2 ? "declined" : null, Practitioner = c.Item1, Procedure = c.Item2,
            Baseline = "B.1", Change = a.Item5 == 0 ? c.Item3 : null, Note = c.Item4,
            Items = a.Item5 == 0 ? [new ScoreItem { Code = "pain", Value = b.Item1, Text = c.Item4 }, new ScoreItem { Code = "enjoyment", Value = 0 }] : null,
        });

    private static Gen<string> Code(string system) => OneOf([.. CodeSystems.Embedded[system].Codes]);

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<string> Characters(string of, int least, int most) =>
        Gen.Int[0, of.Length - 1].Select(i => of[i]).Array[least, most].Select(c => new string(c));

    private static Gen<decimal> Number(int least, int most, byte scale) => Gen.Int[least, most].Select(n => new decimal(Math.Abs(n), 0, 0, n < 0, scale));

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : class => Gen.Bool.SelectMany(given => given ? gen.Select(v => (T?)v) : Gen.Const((T?)null));

    private static Gen<T?> MaybeValue<T>(Gen<T> gen)
        where T : struct => Gen.Bool.SelectMany(given => given ? gen.Select(v => (T?)v) : Gen.Const((T?)null));

    private static Gen<IReadOnlyList<T>?> MaybeList<T>(Gen<T> gen) =>
        gen.List[0, 3].Select(list => list.Count == 0 ? null : (IReadOnlyList<T>?)list);
}
