using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Records.Mapping;

/// <summary>Maps a record of whatever kind by the mapper of its kind. Pure, and safe for many threads.</summary>
/// <remarks>
/// What codes became is shared between the resources of all records. Whoever takes the resources may set the elements of open references
/// and
/// take lists and elements out of a resource, but must not change a CodeableConcept, Coding or Identifier in it.
/// </remarks>
internal sealed class RecordMapping(MappingContext context)
{
    private readonly IRecordMapper[] _byKind =
    [
        new ContraindicationFindingMapper(context),
        new NeedlingProcedureMapper(context),
        new PainScoreMapper(context),
    ];

    /// <inheritdoc cref="IRecordMapper.Map"/>
    public MappingResult Map(ClinicRecord record) => For(record).Map(record);

    /// <inheritdoc cref="IRecordMapper.Retract"/>
    public MappedResource? Retract(ClinicRecord record, string resourceType, BusinessIdentifier identifier) =>
        For(record).Retract(record, resourceType, identifier);

    /// <summary>What a record of which only the key is known may have become.</summary>
    public IReadOnlyList<(string Type, BusinessIdentifier Identifier)> MayBecome(RecordKey key) => PossibleResources.Of(context.Identity, key);

    private IRecordMapper For(ClinicRecord record) => _byKind[(int)record.Kind];
}
