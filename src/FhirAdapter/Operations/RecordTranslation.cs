using FhirAdapter.Failures;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Shapes;

namespace FhirAdapter.Operations;

/// <summary>What one record of a file became. It holds clinical values: show it only to whoever asked for it.</summary>
/// <param name="Key">What names the record, where it could be read.</param>
/// <param name="Resources">The FHIR R4 resources as UTF-8 JSON, references to other resources by identifier.</param>
/// <param name="Faults">What is wrong with the record, where it could not be read.</param>
/// <param name="Failure">Why it could not be mapped, where it could not.</param>
/// <param name="Losses">The fields of the record that a machine at the other end will not understand, and why.</param>
/// <param name="Changes">In what the resources differ from those that are mapped, because of the shape asked for.</param>
public sealed record RecordTranslation(
    RecordKey? Key,
    IReadOnlyList<ReadOnlyMemory<byte>> Resources,
    IReadOnlyList<RecordFault> Faults,
    Failure? Failure,
    IReadOnlyList<FieldLoss> Losses,
    IReadOnlyList<ShapeChange> Changes)
{
    internal static RecordTranslation Of(ReadRecord read, RecordMapping mapping, RecordShape? shape) => read switch
    {
        ReadRecord.Good good => Of(good.Record, mapping, shape),
        ReadRecord.Bad bad => new(null, [], bad.Faults, null, [], []),
        _ => throw new InvalidOperationException($"No rule for {read.GetType().Name}."),
    };

    private static RecordTranslation Of(ClinicRecord record, RecordMapping mapping, RecordShape? shape) => mapping.Map(record) switch
    {
        MappingResult.Mapped mapped => Of(record, mapped, shape),
        MappingResult.Unmappable unmappable => new(record.Key, [], [], unmappable.Failure, [], []),
        var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
    };

    private static RecordTranslation Of(ClinicRecord record, MappingResult.Mapped mapped, RecordShape? shape)
    {
        var shaped = shape?.Apply(record, mapped.Resources) ?? new ShapedRecord(mapped.Resources, []);
        return new(
            record.Key,
            [.. shaped.Resources.Where(r => r.Role != ResourceRole.Party).Select(r => new ReadOnlyMemory<byte>(ResourceJson.ToUtf8(r.Resource)))],
            [],
            null,
            [.. mapped.Losses.Select(loss => new FieldLoss(loss.Path, loss.Code))],
            shaped.Changes);
    }
}
