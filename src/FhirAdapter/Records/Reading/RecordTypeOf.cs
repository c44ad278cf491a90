using System.Text.Json;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.Reading;

/// <inheritdoc cref="RecordType"/>
internal sealed class RecordType<T> : RecordType
    where T : ClinicRecord, new()
{
    private readonly ContractType<T> _contract = ContractType<T>.Instance;
    private readonly Field<T>[] _header;
    private readonly Field<T>[] _content;
    private readonly int _version;
    private readonly int _lastChanged;

    public RecordType()
    {
        var header = typeof(ClinicRecord).GetProperties().Select(p => p.Name).ToHashSet();
        _header = Array.FindAll(_contract.Fields.ToArray(), f => header.Contains(f.Property.Name));
        _content = Array.FindAll(_contract.Fields.ToArray(), f => !header.Contains(f.Property.Name));
        _version = PlaceOf(nameof(ClinicRecord.Version));
        _lastChanged = PlaceOf(nameof(ClinicRecord.LastChanged));
    }

    public override ContractType Contract => _contract;

    public override ClinicRecord Read(ref Utf8JsonReader reader, ReadingRun run)
    {
        var record = new T();
        _contract.Read(ref reader, record, run);
        return record;
    }

    public override void Check(ClinicRecord record, FaultList faults)
    {
        if (record.Deleted && IsBare(record))
            CheckHeader((T)record, faults);
        else
            _contract.Check((T)record, faults);
    }

    public override bool IsBare(ClinicRecord record) => Array.TrueForAll(_content, f => f.IsAbsent((T)record));

    public override (int Begin, int End) Write(Utf8JsonWriter writer, ClinicRecord record)
    {
        var owner = (T)record;
        writer.WriteStartObject();
        writer.WriteString(RecordEnvelope.Kind, RecordKindCode.Of(record.Kind));
        writer.WriteNumber(RecordEnvelope.Contract, RecordEnvelope.ContractVersion);
        var (begin, end) = (0, 0);
        var fields = _contract.Fields;
        for (var i = 0; i < fields.Length; i++)
        {
            if (i == _version)
                begin = writer.BytesPending;
            fields[i].Write(writer, owner);
            if (i == _lastChanged)
                end = writer.BytesPending;
        }

        writer.WriteEndObject();
        return (begin, end);
    }

    private int PlaceOf(string property) => Array.FindIndex(_contract.Fields.ToArray(), f => f.Property.Name == property);

    private void CheckHeader(T record, FaultList faults)
    {
        foreach (var field in _header)
        {
            if (field.Required && field.IsAbsent(record))
                faults.Add(field.Name, FaultCode.Missing, field.Expected);
            else
                field.Check(record, faults);
        }
    }
}
