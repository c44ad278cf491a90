namespace FhirAdapter.Records.Reading.Fields;

/// <summary>What goes along while one record is read.</summary>
internal sealed class ReadingRun(FaultList faults, UnknownFields unknownFields)
{
    public FaultList Faults { get; } = faults;

    public UnknownFields UnknownFields { get; } = unknownFields;

    public bool KindSeen { get; set; }

    public bool ContractSeen { get; set; }
}
