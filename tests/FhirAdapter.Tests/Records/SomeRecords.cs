using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;
using FhirAdapter.Terminology;

namespace FhirAdapter.Tests.Records;

/// <summary>Valid records of every kind with every field there or not; all invented.</summary>
internal sealed class SomeRecords
{
    private readonly Random _random;

    private SomeRecords(int seed) => _random = new Random(seed);

    public static Gen<ClinicRecord> Any { get; } = Gen.Int.Select(seed => new SomeRecords(seed).Record());

    private ClinicRecord Record() => Kind(_random.Next(3)) with
    {
        Id = $"R-{_random.Next(1_000)}",
        Version = _random.Next(1, 4),
        LastChanged = Maybe(At().Instant),
        Patient = Identifier(),
        Encounter = _random.Next(2) == 0 ? Identifier() : null,
    };

    private ClinicRecord Kind(int kind) => kind switch
    {
        0 => Finding(),
        1 => Procedure(),
        _ => Score(),
    };

    private ContraindicationFinding Finding()
    {
        var presence = Code("presence");
        var present = presence == "present";
        var status = present ? Code("finding-status") : null;
        return new()
        {
            Finding = Coded("contraindication"),
            Presence = presence,
            Strength = present ? Some("contraindication-strength") : null,
            BodySite = Site(),
            When = Time(),
            Practitioner = Practitioner(),
            Source = Some("finding-source"),
            Status = status,
            Resolved = status == "resolved" ? Time() : null,
            StoppedProcedure = Words() is null ? null : "DN-1",
            Note = Words(),
        };
    }

    private NeedlingProcedure Procedure()
    {
        var start = At();
        return new()
        {
            Status = Code("procedure-status"),
            StatusReason = Coded("status-reason"),
            ContraindicatedBy = Many(2, i => $"CF-{i}"),
            Practitioners = Many(2, _ => Practitioner() ?? new Practitioner { Role = "other" }),
            Location = _random.Next(2) == 0 ? Identifier() : null,
            Start = start,
            End = Maybe(ClinicTime.At(start.Instant.AddMinutes(20))),
            Indications = Many(2, _ => new Indication { Code = Some("indication"), Text = Words(), Cause = _random.Next(2) == 0 ? Coded("cause") : null }),
            Position = Some("position"),
            Consent = _random.Next(2) == 0 ? new() { Given = _random.Next(2) == 0, Form = Some("consent-form"), When = Time() } : null,
            Sites = Many(3, _ => NeedlingSite()),
            NeedlesInserted = Maybe(_random.Next(20)),
            NeedlesRemoved = Maybe(_random.Next(20)),
            AdverseEffects = Many(3, _ => new AdverseEffect { Code = Code("adverse-effect"), Severity = Some("severity"), Onset = Time(), Text = Words() }),
            Outcome = _random.Next(2) == 0 ? Coded("outcome") : null,
            Aftercare = Many(2, _ => Coded("aftercare")),
            FollowUp = Many(2, _ => new FollowUp { Code = Some("follow-up"), Text = Words(), Due = Maybe(Day()) }),
            Session = _random.Next(2) == 0 ? new() { Number = Maybe(_random.Next(1, 6)), Of = Maybe(6) } : null,
            Note = Words(),
        };
    }

    private NeedlingSite NeedlingSite() => new()
    {
        Muscle = Code("body-site"),
        Part = Some("body-site-part"),
        Side = Some("side"),
        TriggerPoint = Words(),
        Needles = Many(2, _ => Needle()),
        DepthMm = Number(200),
        AngleDeg = Number(90),
        Technique = Some("technique"),
        Manipulation = Some("manipulation"),
        RetentionSeconds = Maybe(_random.Next(7_200)),
        TwitchResponses = Maybe(_random.Next(3)),
        ElectricalStimulation = _random.Next(3) == 0 ? new() { FrequencyHz = Number(500), IntensityMa = Number(100), DurationSeconds = Maybe(60) } : null,
        Guidance = Some("guidance"),
        Text = Words(),
    };

    private Needle Needle() => new()
    {
        DiameterMm = Number(1),
        LengthMm = Number(100),
        Material = Some("needle-material"),
        Coating = Some("needle-coating"),
        Maker = Words(),
        Lot = Words(),
        Expires = Maybe(Day()),
        Count = _random.Next(1, 4),
    };

    private PainScore Score()
    {
        var instrument = CodeSystems.Embedded["instrument"].Find(Code("instrument"))!;
        var form = instrument.Property("form");
        var absent = _random.Next(5) == 0;
        var units = instrument.Properties["unit"].ToList();
        var unit = units.Count == 0 ? null : units[_random.Next(units.Count)];
        return new()
        {
            Instrument = instrument.Code,
            Value = absent || form == "words" ? null : form == "integer" ? _random.Next(6) * 2 : Number(10) ?? 0m,
            Unit = form == "words" ? null : unit,
            Answer = absent || form != "words" ? null : Code(instrument.Property("answers")!),
            AbsentReason = absent ? Code("absent-reason") : null,
            Items = Many(2, _ => new ScoreItem { Code = Code("score-item"), Value = _random.Next(11), Text = Words() }),
            Phase = Code("assessment-phase"),
            When = At(),
            BodySite = Site(),
            AnsweredBy = Some("answered-by"),
            Practitioner = Practitioner(),
            Procedure = Words() is null ? null : "DN-1",
            Baseline = Words() is null ? null : "PS-base",
            Change = form == "words" ? null : Maybe((decimal)_random.Next(-5, 5)),
            Note = Words(),
        };
    }

    private Practitioner? Practitioner() => _random.Next(3) == 0 ? null : new()
    {
        Identifier = _random.Next(4) == 0 ? null : Identifier(),
        Role = Some("practitioner-role"),
        Qualification = Words(),
        Certificate = _random.Next(2) == 0 ? new() { Number = "C-1", Issuer = Words(), ValidFrom = Maybe(new DateOnly(2024, 1, 1)), ValidUntil = Maybe(Day()) } : null,
    };

    private BodySite? Site() =>
        _random.Next(3) == 0 ? null : new() { Code = Code("body-site"), Part = Some("body-site-part"), Side = Some("side"), Text = Words() };

    private CodedText Coded(string codeSystem)
    {
        var code = Some(codeSystem);
        return new() { Code = code, Text = code is null ? "own words" : Words() };
    }

    private BusinessIdentifier Identifier() => new() { System = "urn:oid:1.2." + _random.Next(3), Value = "V" + _random.Next(5) };

    private string? Some(string codeSystem) => _random.Next(4) == 0 ? null : Code(codeSystem);

    private string Code(string codeSystem)
    {
        var codes = CodeSystems.Embedded[codeSystem].Codes;
        return codes[_random.Next(codes.Count)];
    }

    private string? Words() => _random.Next(7) switch
    {
        0 or 1 or 2 => null,
        3 => "a <b> & \"c\" 'd'",
        4 => "Größe, naïve, 痛み 😀",
        5 => "two\nlines\tand a tab",
        _ => "\u0001\uFFFE odd characters",
    };

    private ClinicTime? Time() => _random.Next(3) switch
    {
        0 => null,
        1 => ClinicTime.OnDate(Day()),
        _ => At(),
    };

    private ClinicTime At() => ClinicTime.At(new DateTimeOffset(2026, 3, 29, 1, 59, 59, TimeSpan.FromMinutes(15 * _random.Next(-48, 57)))
        .AddSeconds(_random.Next(10_000_000)).AddMilliseconds(_random.Next(2) * 250));

    private DateOnly Day() => new DateOnly(2026, 11, 1).AddDays(_random.Next(60));

    private decimal? Number(int most) => Maybe(Math.Round((decimal)_random.NextDouble() * most, _random.Next(3)));

    private T? Maybe<T>(T value)
        where T : struct => _random.Next(3) == 0 ? null : value;

    private List<T>? Many<T>(int most, Func<int, T> make) =>
        _random.Next(5) == 0 ? null : [.. Enumerable.Range(0, _random.Next(most + 1)).Select(make)];
}
