using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>A way of writing down how bad pain is, from 0 to 10 inside.</summary>
internal sealed record PainScale(string Instrument, string? Unit)
{
    private static readonly string[] Words = ["none", "mild", "moderate", "severe", "excruciating"];

    /// <summary>The scale that a patient keeps for the whole course: for most the numeric one.</summary>
    public static PainScale Of(int patient) => (patient % 12) switch
    {
        1 => new("vas", "mm"),
        3 => new("vas", "cm"),
        5 => new("verbal", null),
        8 => new("faces", "{score}"),
        10 => new("flacc", "{score}"),
        _ => new("nrs", "{score}"),
    };

    public PainScore Grade(PainScore score, int level, Dice dice) => Instrument switch
    {
        "verbal" => score with { Instrument = Instrument, Answer = Words[(level + 2) / 3] },
        "faces" => score with { Instrument = Instrument, Unit = Unit, Value = level / 2 * 2 },
        "flacc" => score with { Instrument = Instrument, Unit = Unit, Value = level, AnsweredBy = "practitioner" },
        "vas" when level == 0 => score with { Instrument = Instrument, Unit = Unit, Value = 0m },
        "vas" when Unit == "mm" => score with { Instrument = Instrument, Unit = Unit, Value = (level * 10) - (dice.Between(0, 19) * 0.5m) },
        "vas" => score with { Instrument = Instrument, Unit = Unit, Value = level - (dice.Between(0, 9) * 0.1m) },
        _ => score with { Instrument = Instrument, Unit = Unit, Value = level },
    };
}
