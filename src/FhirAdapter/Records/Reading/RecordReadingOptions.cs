using System.ComponentModel.DataAnnotations;

namespace FhirAdapter.Records.Reading;

/// <summary>How strictly records are read.</summary>
public sealed class RecordReadingOptions
{
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
}
