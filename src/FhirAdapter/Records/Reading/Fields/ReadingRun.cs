namespace FhirAdapter.Records.Reading.Fields;

/// <summary>What goes along while one record is read.</summary>
internal sealed class ReadingRun(FaultList faults, UnknownFields unknownFields)
{
    public FaultList Faults { get; } = faults;

    public UnknownFields UnknownFields { get; } = unknownFields;

    /// <summary>The clinic's time zone, where times may stand without an offset.</summary>
    public TimeZoneInfo? Zone { get; init; }

    public bool KindSeen { get; set; }

    public bool ContractSeen { get; set; }
}
