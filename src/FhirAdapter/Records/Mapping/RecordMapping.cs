using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Records.Mapping;

/// <summary>Maps a record of whatever kind by the mapper of its kind. Pure, and safe for many threads.</summary>
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

    private IRecordMapper For(ClinicRecord record) => _byKind[(int)record.Kind];
}
