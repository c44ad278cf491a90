using System.ComponentModel.DataAnnotations;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>Electrical stimulation through the needles of one place.</summary>
public sealed record ElectricalStimulation
{
    /// <summary>The frequency in hertz, over 0 to 500.</summary>
    [Range(0.0, 500.0, MinimumIsExclusive = true), UnitOf("Hz")]
    public decimal? FrequencyHz { get; init; }

    /// <summary>The current in milliamperes, over 0 to 100.</summary>
    [Range(0.0, 100.0, MinimumIsExclusive = true), UnitOf("mA")]
    public decimal? IntensityMa { get; init; }

    /// <summary>How long, in seconds, 1 to 7,200.</summary>
    [Range(1, 7200), UnitOf("s")]
    public int? DurationSeconds { get; init; }

    /// <summary>Prints nothing of the content.</summary>
    public override string ToString() => "[redacted]";
}
