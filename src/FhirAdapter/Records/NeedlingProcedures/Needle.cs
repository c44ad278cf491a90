namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>A needle, or several alike, as they came from the packet.</summary>
public sealed record Needle
{
    /// <summary>The diameter in millimetres, 0.05 to 1.</summary>
    public decimal? DiameterMm { get; init; }

    /// <summary>The length in millimetres, 5 to 200.</summary>
    public decimal? LengthMm { get; init; }

    /// <summary>A code of the CodeSystem <c>needle-material</c>: <c>stainless-steel</c>, <c>gold</c>, <c>silver</c> or <c>titanium</c>.</summary>
    public string? Material { get; init; }

    /// <summary>A code of the CodeSystem <c>needle-coating</c>: <c>silicone</c> or <c>none</c>.</summary>
    public string? Coating { get; init; }

    /// <summary>The maker. At most 200 characters.</summary>
    public string? Maker { get; init; }

    /// <summary>The lot number on the packet. At most 64 characters.</summary>
    public string? Lot { get; init; }

    /// <summary>The last day the needle may be used.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>How many alike, 1 to 100.</summary>
    /// <value>The default is 1.</value>
    public int Count { get; init; } = 1;

    /// <summary>Prints nothing of the content.</summary>
    public override string ToString() => "[redacted]";
}
