using CsCheck;
using FhirAdapter.Records.NeedlingProcedures;

namespace FhirAdapter.Tests.Records.Generated;

/// <summary>Places that were needled, with everything that can be known of them.</summary>
internal static class GeneratedSites
{
    public static Gen<NeedlingSite> Any(Given given) => Gen.Select(
        Gen.Select(GeneratedParts.Code("body-site", "muscle"), given.Maybe(GeneratedParts.Code("body-site-part")), GeneratedParts.Code("side"), given.Maybe(GeneratedTexts.Line(64))),
        Gen.Select(given.Many(Needle(given), 32), given.MaybeValue(GeneratedNumbers.Between(0, 200, leastExcluded: true)), given.MaybeValue(GeneratedNumbers.Between(0, 90))),
        Gen.Select(given.Maybe(GeneratedParts.Code("technique")), given.Maybe(GeneratedParts.Code("manipulation")), given.Maybe(GeneratedParts.Code("guidance"))),
        Gen.Select(given.MaybeValue(Whole(0, 7_200)), given.MaybeValue(Whole(0, 200)), given.Maybe(Stimulation(given)), given.Maybe(GeneratedTexts.Words(1_000))),
        (place, needles, how, more) => new NeedlingSite
        {
            Muscle = place.Item1,
            Part = place.Item2,
            Side = place.Item3,
            TriggerPoint = place.Item4,
            Needles = needles.Item1,
            DepthMm = needles.Item2,
            AngleDeg = needles.Item3,
            Technique = how.Item1,
            Manipulation = how.Item2,
            Guidance = how.Item3,
            RetentionSeconds = more.Item1,
            TwitchResponses = more.Item2,
            ElectricalStimulation = more.Item3,
            Text = more.Item4,
        });

    /// <summary>A whole number, every fourth time an end of its range.</summary>
    public static Gen<int> Whole(int least, int greatest) => Gen.Frequency((3, Gen.Int[least, greatest]), (1, Pick.Of(least, greatest)));

    private static Gen<Needle> Needle(Given given) => Gen.OneOf(AnyNeedle(given), PlainNeedle);

    // So few that a session has the same product more than once, and products that differ in what is written after the point only.
    private static readonly Gen<Needle> PlainNeedle = Gen.Select(
        Pick.Of(0.3m, 0.30m), Pick.Of(40m, 40.0m), Whole(1, 100), (diameter, length, count) => new Needle { DiameterMm = diameter, LengthMm = length, Count = count });

    private static Gen<Needle> AnyNeedle(Given given) => Gen.Select(
        Gen.Select(given.MaybeValue<decimal>(Pick.Of(0.05m, 0.25m, 0.30m, 1m)), given.MaybeValue<decimal>(Pick.Of(5m, 40m, 200m)), Whole(1, 100)),
        Gen.Select(given.Maybe(GeneratedParts.Code("needle-material")), given.Maybe(GeneratedParts.Code("needle-coating"))),
        Gen.Select(
            given.Maybe(Gen.OneOf(Gen.Const("Nadelwerk Müller"), GeneratedTexts.Line(200))),
            given.Maybe(Gen.OneOf(Gen.Const("L-204"), GeneratedTexts.Line(64))),
            given.MaybeValue(GeneratedTimes.Day)),
        (size, kind, packet) => new Needle
        {
            DiameterMm = size.Item1,
            LengthMm = size.Item2,
            Count = size.Item3,
            Material = kind.Item1,
            Coating = kind.Item2,
            Maker = packet.Item1,
            Lot = packet.Item2,
            Expires = packet.Item3,
        });

    private static Gen<ElectricalStimulation> Stimulation(Given given) => Gen.Select(
        given.MaybeValue(GeneratedNumbers.Between(0, 500, leastExcluded: true)),
        given.MaybeValue(GeneratedNumbers.Between(0, 100, leastExcluded: true)),
        given.MaybeValue(Whole(1, 7_200)),
        Whole(1, 7_200),
        (frequency, intensity, duration, instead) => new ElectricalStimulation
        {
            FrequencyHz = frequency,
            IntensityMa = intensity,
            DurationSeconds = frequency is null && intensity is null ? duration ?? instead : duration,
        });
}
