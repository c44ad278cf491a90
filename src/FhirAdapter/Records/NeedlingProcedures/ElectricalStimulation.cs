namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>Electrical stimulation through the needles of one place.</summary>
public sealed record ElectricalStimulation
{
    /// <summary>The frequency in hertz, over 0 to 500.</summary>
    public decimal? FrequencyHz { get; init; }

    /// <summary>The current in milliamperes, over 0 to 100.</summary>
    public decimal? IntensityMa { get; init; }

    /// <summary>How long, in seconds, 1 to 7,200.</summary>
    public int? DurationSeconds { get; init; }

    /// <summary>Prints nothing of the content.</summary>
    public override string ToString() => "[redacted]";
}
