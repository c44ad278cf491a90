using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records;

/// <summary>What every record of the clinic has, whatever its kind.</summary>
public abstract record ClinicRecord
{
    /// <summary>The kind of record.</summary>
    [JsonIgnore]
    public abstract RecordKind Kind { get; }

    /// <summary>The clinic's id of the record, unique within its kind and never used again. See <see cref="RecordKey.Id"/> for its form.</summary>
    [JsonPropertyOrder(-10)]
    [Required]
    [WrittenAs(StringForm.RecordId)]
    public string? Id { get; init; }

    /// <summary>The record's version, 1 or more. A higher version replaces a lower one.</summary>
    [JsonPropertyOrder(-9)]
    [Required]
    [Range(1.0, long.MaxValue)]
    public long Version { get; init; }

    /// <summary>When the clinic last changed the record, with its offset.</summary>
    [JsonPropertyOrder(-8)]
    [Required]
    public DateTimeOffset? LastChanged { get; init; }

    /// <summary>
    /// Whether the record was taken back as entered in error. It then has nothing but what every record has, or is a whole record;
    /// what a destination holds of it is marked <c>entered-in-error</c>, never deleted.
    /// </summary>
    [JsonPropertyOrder(-7)]
    public bool Deleted { get; init; }

    /// <summary>The patient, by identifier. Required.</summary>
    [JsonPropertyOrder(-6)]
    [Required]
    public BusinessIdentifier? Patient { get; init; }

    /// <summary>The hospital's encounter the record belongs to, where the clinic knows it.</summary>
    [JsonPropertyOrder(-5)]
    public BusinessIdentifier? Encounter { get; init; }

    /// <summary>What names this record for ever.</summary>
    [JsonIgnore]
    public RecordKey Key => new(Kind, Id ?? "");

    /// <summary>The other records that must be at a destination before this one.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<RecordKey> DependsOn { get; }

    /// <summary>Gives the key and nothing else: the rest is patient data.</summary>
    public sealed override string ToString() => Key.ToString();
}
