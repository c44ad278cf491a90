using System.ComponentModel.DataAnnotations;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records;

/// <summary>A muscle or region of the body, with the part of it and the side.</summary>
public sealed record BodySite
{
    /// <summary>A code of the CodeSystem <c>body-site</c>: a muscle such as <c>trapezius</c>, or a region such as <c>neck</c>.</summary>
    [CodeOf("body-site")]
    public string? Code { get; init; }

    /// <summary>The part of it: <c>upper</c>, <c>middle</c>, <c>lower</c>, <c>medial</c>, <c>lateral</c>, <c>anterior</c> or <c>posterior</c>.</summary>
    [CodeOf("body-site-part")]
    public string? Part { get; init; }

    /// <summary>The side: <c>left</c>, <c>right</c>, <c>bilateral</c> or <c>midline</c>.</summary>
    [CodeOf("side")]
    public string? Side { get; init; }

    /// <summary>The practitioner's own words for the place. At most 200 characters.</summary>
    [StringLength(200), WrittenAs(StringForm.Words)]
    public string? Text { get; init; }

    /// <summary>Prints nothing of the content.</summary>
    public override string ToString() => "[redacted]";
}
