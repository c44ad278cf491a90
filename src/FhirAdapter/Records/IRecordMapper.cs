using Hl7.Fhir.Model;

namespace FhirAdapter.Records;

/// <summary>Maps the records of one kind to FHIR R4.</summary>
/// <remarks>Pure: no clock, no I/O; the same record gives the same resources. A clinical value is mapped or the record is unmappable, never left out.</remarks>
internal interface IRecordMapper
{
    /// <summary>The kind this mapper maps.</summary>
    RecordKind Kind { get; }

    /// <summary>Maps a record; one that is deleted gives the same resources marked entered in error.</summary>
    MappingResult Map(ClinicRecord record);

    /// <summary>
    /// The least resource that says "entered in error" of a part that an earlier version had and this one has not,
    /// or <see langword="null"/> for a type that has no such mark (a Patient or Practitioner).
    /// </summary>
    MappedResource? Retract(ClinicRecord record, string resourceType, BusinessIdentifier identifier);
}
