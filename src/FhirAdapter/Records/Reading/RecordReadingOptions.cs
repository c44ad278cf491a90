using System.ComponentModel.DataAnnotations;

namespace FhirAdapter.Records.Reading;

/// <summary>How strictly records are read.</summary>
public sealed class RecordReadingOptions : IValidatableObject
{
    private TimeZoneInfo? _zone;

    /// <summary>The greatest size of one record, in bytes of UTF-8, from 1 KiB to 16 MiB. A longer one is refused without being held in memory.</summary>
    /// <value>The default is 1 MiB.</value>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxRecordBytes { get; set; } = 1024 * 1024;

    /// <summary>How deep the JSON of one record may be nested, from 8 to 64. The contract itself needs 6.</summary>
    /// <value>The default is 16.</value>
    [Range(8, 64)]
    public int MaxDepth { get; set; } = 16;

    /// <summary>What is done with a field, or a CSV column, that the contract does not know.</summary>
    /// <value>The default is <see cref="Reading.UnknownFields.Refuse"/>: a typo must not drop a clinical fact.</value>
    [EnumDataType(typeof(UnknownFields))]
    public UnknownFields UnknownFields { get; set; } = UnknownFields.Refuse;

    /// <summary>
    /// The clinic's time zone by its name in the tz database, such as <c>Europe/Berlin</c>, for a system that writes times as the clock on the wall
    /// showed them, without an offset. The zone's rule on that date then gives the offset. A time that the clock skipped, or showed twice, is refused
    /// unless it has an offset of its own; a date stays a date.
    /// </summary>
    /// <value>There is no default: without it every time needs its offset.</value>
    public string? TimeZone
    {
        get;
        set
        {
            field = value;
            _zone = null;
        }
    }

    internal TimeZoneInfo? Zone => TimeZone is null ? null : _zone ??= TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return new ValidationResult("must be a time zone that this machine knows, such as Europe/Berlin", [nameof(TimeZone)]);
    }
}
