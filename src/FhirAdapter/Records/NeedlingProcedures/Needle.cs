using System.ComponentModel.DataAnnotations;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>A needle, or several alike, as they came from the packet.</summary>
public sealed record Needle
{
    /// <summary>The diameter in millimetres, 0.05 to 1.</summary>
    [Range(0.05, 1.0), UnitOf("mm")]
    public decimal? DiameterMm { get; init; }

    /// <summary>The length in millimetres, 5 to 200.</summary>
    [Range(5.0, 200.0), UnitOf("mm")]
    public decimal? LengthMm { get; init; }

    /// <summary>A code of the CodeSystem <c>needle-material</c>: <c>stainless-steel</c>, <c>gold</c>, <c>silver</c> or <c>titanium</c>.</summary>
    [CodeOf("needle-material")]
    public string? Material { get; init; }

    /// <summary>A code of the CodeSystem <c>needle-coating</c>: <c>silicone</c> or <c>none</c>.</summary>
    [CodeOf("needle-coating")]
    public string? Coating { get; init; }

    /// <summary>The maker. At most 200 characters.</summary>
    [StringLength(200)]
    public string? Maker { get; init; }

    /// <summary>The lot number on the packet. At most 64 characters.</summary>
    [StringLength(64)]
    public string? Lot { get; init; }

    /// <summary>The last day the needle may be used.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>How many alike, 1 to 100.</summary>
    /// <value>The default is 1.</value>
    [Range(1, 100)]
    public int Count { get; init; } = 1;

    /// <summary>Prints nothing of the content.</summary>
    public override string ToString() => "[redacted]";
}
