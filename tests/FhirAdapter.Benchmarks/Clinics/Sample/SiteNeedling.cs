using FhirAdapter.Records.NeedlingProcedures;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>Needles the places of a session: from the same few packets, with every technique in turn.</summary>
internal sealed class SiteNeedling(Dice dice)
{
    private static readonly DateOnly PacketsExpire = new(2029, 6, 30);
    private readonly Rota<(decimal Diameter, decimal Length, string Material, string Coating)> _packets = new(
        (0.25m, 25m, "stainless-steel", "silicone"), (0.30m, 40m, "stainless-steel", "silicone"), (0.30m, 50m, "stainless-steel", "none"),
        (0.35m, 60m, "stainless-steel", "silicone"), (0.20m, 15m, "gold", "none"), (0.30m, 30m, "silver", "none"), (0.25m, 30m, "titanium", "none"));
    private readonly Rota<string> _techniques = new("deep", "pistoning", "superficial", "static", "deep", "other");
    private readonly Rota<string> _manipulations = new("rotation", "pistoning", "none", "winding", "coning", "rotation", "other");
    private readonly Rota<string> _guidance = new("palpation", "palpation", "none", "palpation", "ultrasound");
    private readonly Rota<string?> _parts = new("upper", "middle", null, "lower", "medial", "lateral", null, "anterior", "posterior");
    private readonly Rota<string> _texts = new(Words.SiteTexts);
    private int _sites;

    public NeedlingSite Needle(string muscle, string side)
    {
        var number = _sites++;
        var packet = _packets.Next();
        var electrical = number % 13 == 6;
        return new NeedlingSite
        {
            Muscle = muscle,
            Part = muscle == "trapezius" || number % 4 == 0 ? _parts.Next() : null,
            Side = number % 29 == 11 ? "midline" : side,
            TriggerPoint = number % 3 == 0 ? "TrP" + (1 + (number % 4)) : null,
            Needles =
            [
                new Needle
                {
                    DiameterMm = packet.Diameter,
                    LengthMm = packet.Length,
                    Material = packet.Material,
                    Coating = packet.Coating,
                    Maker = number % 2 == 0 ? "Nadelwerk Beispiel" : null,
                    Lot = Invented.Lot(number % 9),
                    Expires = number % 2 == 0 ? PacketsExpire : null,
                    Count = electrical ? 2 : 1,
                },
            ],
            DepthMm = packet.Length > 30m ? dice.Between(12, 28) + (number % 2 * 0.5m) : dice.Between(4, 12),
            AngleDeg = dice.Of(90m, 90m, 45m, 30m, 0m),
            Technique = electrical ? "electrical" : _techniques.Next(),
            Manipulation = electrical ? "none" : _manipulations.Next(),
            RetentionSeconds = electrical ? 900 : dice.Of(0, 30, 60, 180, 600),
            TwitchResponses = dice.Of(0, 0, 1, 2, 3, 5, 8),
            ElectricalStimulation = electrical
                ? new ElectricalStimulation { FrequencyHz = dice.Of(2m, 2.5m, 80m), IntensityMa = dice.Of(0.8m, 1.5m, 3m), DurationSeconds = 900 }
                : null,
            Guidance = _guidance.Next(),
            Text = muscle == "other-muscle" ? "M. brachioradialis" : number % 6 == 5 ? _texts.Next() : null,
        };
    }
}
