using System.ComponentModel.DataAnnotations;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>One place that was needled, and how.</summary>
public sealed record NeedlingSite
{
    /// <summary>The muscle, such as <c>trapezius</c>: a code of kind <c>muscle</c> in the CodeSystem <c>body-site</c>. Required.</summary>
    [Required]
    [CodeOf("body-site", Kind = "muscle")]
    public string? Muscle { get; init; }

    /// <summary>The part of the muscle; see <see cref="BodySite.Part"/>.</summary>
    [CodeOf("body-site-part")]
    public string? Part { get; init; }

    /// <summary>The side; see <see cref="BodySite.Side"/>. Required.</summary>
    [Required]
    [CodeOf("side")]
    public string? Side { get; init; }

    /// <summary>The clinic's name of the trigger point, for example <c>TrP2</c>. At most 64 characters.</summary>
    [StringLength(64)]
    public string? TriggerPoint { get; init; }

    /// <summary>The needles put in here, at most 32.</summary>
    [MaxLength(32)]
    public IReadOnlyList<Needle>? Needles { get; init; }

    /// <summary>How deep, in millimetres, over 0 to 200.</summary>
    [Range(0.0, 200.0, MinimumIsExclusive = true), UnitOf("mm")]
    public decimal? DepthMm { get; init; }

    /// <summary>The angle to the skin, in degrees, 0 to 90.</summary>
    [Range(0.0, 90.0), UnitOf("degrees")]
    public decimal? AngleDeg { get; init; }

    /// <summary>A code of the CodeSystem <c>technique</c>, such as <c>deep</c>, <c>superficial</c>, <c>pistoning</c>, <c>static</c>, <c>electrical</c>.</summary>
    [CodeOf("technique")]
    public string? Technique { get; init; }

    /// <summary>A code of the CodeSystem <c>manipulation</c>, such as <c>rotation</c>, <c>pistoning</c>, <c>winding</c>, <c>none</c>.</summary>
    [CodeOf("manipulation")]
    public string? Manipulation { get; init; }

    /// <summary>How long the needle stayed in, in seconds, 0 to 7,200.</summary>
    [Range(0, 7200), UnitOf("s")]
    public int? RetentionSeconds { get; init; }

    /// <summary>How many local twitch responses were seen, 0 to 200. Zero is a finding, not an absence.</summary>
    [Range(0, 200)]
    public int? TwitchResponses { get; init; }

    /// <summary>The electrical stimulation given here.</summary>
    public ElectricalStimulation? ElectricalStimulation { get; init; }

    /// <summary>How the needle was guided: <c>palpation</c>, <c>ultrasound</c> or <c>none</c>.</summary>
    [CodeOf("guidance")]
    public string? Guidance { get; init; }

    /// <summary>The practitioner's own words about this place. At most 1,000 characters.</summary>
    [StringLength(1000), WrittenAs(StringForm.Words)]
    public string? Text { get; init; }

    /// <summary>Prints nothing of the content.</summary>
    public override string ToString() => "[redacted]";
}
