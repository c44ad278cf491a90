using FhirAdapter.Failures;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Operations;

/// <summary>What one record of a file became. It holds clinical values: show it only to whoever asked for it.</summary>
/// <param name="Key">What names the record, where it could be read.</param>
/// <param name="Resources">The FHIR R4 resources as UTF-8 JSON, references to other resources by identifier.</param>
/// <param name="Faults">What is wrong with the record, where it could not be read.</param>
/// <param name="Failure">Why it could not be mapped, where it could not.</param>
/// <param name="OwnCodesOnly">The fields that go out with the adapter's own code and text only, or with text only.</param>
public sealed record RecordTranslation(
    RecordKey? Key,
    IReadOnlyList<ReadOnlyMemory<byte>> Resources,
    IReadOnlyList<RecordFault> Faults,
    Failure? Failure,
    IReadOnlyList<string> OwnCodesOnly)
{
    internal static RecordTranslation Of(ReadRecord read, RecordMapping mapping) => read switch
    {
        ReadRecord.Good good => Of(good.Record, mapping),
        ReadRecord.Bad bad => new(null, [], bad.Faults, null, []),
        _ => throw new InvalidOperationException($"No rule for {read.GetType().Name}."),
    };

    private static RecordTranslation Of(ClinicRecord record, RecordMapping mapping) => mapping.Map(record) switch
    {
        MappingResult.Mapped mapped => new(
            record.Key,
            [.. mapped.Resources.Where(r => r.Role != ResourceRole.Party).Select(r => new ReadOnlyMemory<byte>(ResourceJson.ToUtf8(r.Resource)))],
            [],
            null,
            [.. mapped.Losses.Select(loss => loss.Path)]),
        MappingResult.Unmappable unmappable => new(record.Key, [], [], unmappable.Failure, []),
        var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
    };
}
