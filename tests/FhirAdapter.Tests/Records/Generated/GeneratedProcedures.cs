using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Terminology;

namespace FhirAdapter.Tests.Records.Generated;

/// <summary>Sessions of every status, with what the contract asks of each.</summary>
internal sealed class GeneratedProcedures(Given given, GeneratedParts parts)
{
    public Gen<NeedlingProcedure> Any { get; } = Gen.Select(
        Status(given, parts),
        Gen.Select(Reasons(given, parts), given.Maybe(GeneratedParts.Code("position")), given.Maybe(Consent(given)), given.Maybe(GeneratedParts.Identifier)),
        Gen.Select(given.Many(Effect(given), 100), given.Maybe(parts.Coded("outcome")), given.Many(parts.Coded("aftercare"), 100), given.Many(FollowUp(given, parts), 100)),
        Gen.Select(given.Maybe(Session(given)), given.Maybe(GeneratedTexts.Words(10_000)), given.MaybeValue(Needles)),
        (session, why, after, more) => Sound(session with
        {
            Indications = why.Item1,
            Position = why.Item2,
            Consent = why.Item3,
            Location = why.Item4,
            AdverseEffects = after.Item1,
            Outcome = after.Item2,
            Aftercare = after.Item3,
            FollowUp = after.Item4,
            Session = more.Item1,
            Note = more.Item2,
            NeedlesInserted = more.Item3?.Inserted,
            NeedlesRemoved = more.Item3?.Removed,
        }));

    private static readonly Gen<(int? Inserted, int? Removed)> Needles = Gen.Select(
        GeneratedSites.Whole(0, 500), GeneratedSites.Whole(0, 500), Gen.Int[0, 4], (one, other, how) => how switch
        {
            0 => ((int?)null, (int?)one),
            1 => (one, null),
            2 => ((int?)Math.Max(one, other), (int?)Math.Min(one, other)),
            _ => (one, one),
        });

    private static Gen<NeedlingProcedure> Status(Given given, GeneratedParts parts) => Gen.Select(
        GeneratedParts.Code("procedure-status"),
        Gen.Select(given.Maybe(parts.Coded("status-reason")), parts.Coded("status-reason"), given.Many(GeneratedTexts.RecordId, 100)),
        Gen.Select(given.Many(parts.Practitioner, 100), parts.Practitioner, given.Many(GeneratedSites.Any(given), 64), GeneratedSites.Any(given)),
        Gen.Select(GeneratedTimes.Span, given.MaybeValue(Gen.Const(true)), given.MaybeValue(Gen.Const(true))),
        (status, reason, parties, time) => new NeedlingProcedure
        {
            Status = status,
            StatusReason = reason.Item1 ?? (status is "stopped" or "not-done" ? reason.Item2 : null),
            ContraindicatedBy = reason.Item3,
            Practitioners = parties.Item1 ?? (status is "in-progress" or "on-hold" or "completed" or "stopped" ? [parties.Item2] : null),
            Sites = parties.Item3 ?? (status == "completed" ? [parties.Item4] : null),
            Start = time.Item2 is null && time.Item3 is null && status == "preparation" ? null : time.Item1.First,
            End = time.Item3 is null ? null : time.Item1.Second,
        });

    // What was not taken out is told of, once the session is over.
    private static NeedlingProcedure Sound(NeedlingProcedure session) => session is { Status: "completed" or "stopped" } && session.NeedlesRemoved < session.NeedlesInserted
        ? session with { AdverseEffects = [new() { Code = "retained-needle" }, .. (session.AdverseEffects ?? []).Take(99)] }
        : session;

    private static Gen<IReadOnlyList<Indication>?> Reasons(Given given, GeneratedParts parts) => given.Many(
        parts.CodeOrWords("indication", (code, text) => new Indication { Code = code, Text = text })
            .SelectMany(reason => given.Maybe(parts.Coded("cause")).Select(cause => reason with { Cause = cause })),
        100);

    private static Gen<Consent> Consent(Given given) => Gen.Select(
        Gen.Bool, given.Maybe(GeneratedParts.Code("consent-form")), given.MaybeValue(GeneratedTimes.Time), (yes, form, when) => new Consent { Given = yes, Form = form, When = when });

    private static Gen<AdverseEffect> Effect(Given given) => Gen.Select(
        GeneratedParts.Code("adverse-effect"), given.Maybe(GeneratedParts.Code("severity")), given.MaybeValue(GeneratedTimes.Time),
        (code, severity, onset) => new AdverseEffect { Code = code, Severity = severity, Onset = onset })
        .SelectMany(effect => given.Maybe(GeneratedTexts.WordsBeside(Called(effect), 1_000)).Select(text => effect with { Text = text }));

    private static string Called(AdverseEffect effect)
    {
        var name = CodeSystems.Embedded["adverse-effect"].Find(effect.Code!)!.Display;
        return effect.Severity is null ? name : $"{name}, {effect.Severity}";
    }

    private static Gen<FollowUp> FollowUp(Given given, GeneratedParts parts) => parts.CodeOrWords("follow-up", (code, text) => new FollowUp { Code = code, Text = text })
        .SelectMany(next => given.MaybeValue(GeneratedTimes.Day).Select(due => next with { Due = due }));

    private static Gen<Session> Session(Given given) => Gen.Select(
        given.MaybeValue(GeneratedSites.Whole(1, int.MaxValue)), given.MaybeValue(GeneratedSites.Whole(1, int.MaxValue)), GeneratedSites.Whole(1, 12),
        (one, other, instead) => new Session
        {
            Number = other < one ? other : one,
            Of = one is null && other is null ? instead : other < one ? one : other,
        });
}
