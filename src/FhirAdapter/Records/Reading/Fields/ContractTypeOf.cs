using System.Numerics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using FhirAdapter.Records.Reading.Rules;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>
/// The fields of one type of the record contract, read once from its properties. The serializer is not used because it stops at the
/// first fault, boxes init-only values and forgets their defaults.
/// </summary>
/// <typeparam name="T">The type.</typeparam>
internal sealed class ContractType<T> : ContractType
    where T : class, new()
{
    private readonly Field<T>[] _fields;
    private readonly NameIndex _names;
    private readonly ulong _plainRequired;
    private readonly Action<T, FaultList>? _rules;

    private ContractType()
    {
        _fields = [.. PropertiesOf(typeof(T)).Select(FieldFactory.Create<T>)];
        _names = new NameIndex(_fields);
        for (var i = 0; i < _fields.Length; i++)
            _plainRequired |= _fields[i].Required && _fields[i].Property.PropertyType == typeof(long) ? 1UL << i : 0;
        _rules = ContractRules.For<T>();
        FieldNames = string.Join(", ", _fields.Select(f => f.Name));
    }

    public static ContractType<T> Instance { get; } = new();

    public override IReadOnlyList<Field> AllFields => _fields;

    public ReadOnlySpan<Field<T>> Fields => _fields;

    /// <summary>The names of the fields, for a person.</summary>
    public string FieldNames { get; }

    /// <summary>Reads the object whose opening brace the reader stands on; leaves the reader on its closing brace.</summary>
    public void Read(ref Utf8JsonReader reader, T owner, ReadingRun run)
    {
        var seen = 0UL;
        var next = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var at = _names.Find(ref reader, next);
            if (at < 0)
            {
                UnknownField(ref reader, run);
                continue;
            }

            var field = _fields[at];
            if ((seen & (1UL << at)) != 0)
                run.Faults.Add(field.Name, FaultCode.DuplicateField, "each field once");
            seen |= 1UL << at;
            next = at + 1;
            reader.Read();
            if (reader.TokenType != JsonTokenType.Null)
                field.Read(ref reader, owner, run);
            else if (field.Required)
                run.Faults.Add(field.Name, FaultCode.Missing, field.Expected);
        }

        AddMissingPlain(seen, run.Faults);
    }

    /// <summary>Writes the object.</summary>
    public void Write(Utf8JsonWriter writer, T owner)
    {
        writer.WriteStartObject();
        foreach (var field in _fields)
            field.Write(writer, owner);
        writer.WriteEndObject();
    }

    /// <summary>Checks every limit and rule of the object and of all below it.</summary>
    public void Check(T owner, FaultList faults)
    {
        foreach (var field in _fields)
        {
            if (field.Required && field.IsAbsent(owner))
                faults.Add(field.Name, FaultCode.Missing, field.Expected);
            else
                field.Check(owner, faults);
        }

        _rules?.Invoke(owner, faults);
    }

    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties()
            .Where(p => p.SetMethod is not null && !p.IsDefined(typeof(JsonIgnoreAttribute)))
            .OrderBy(p => p.GetCustomAttribute<JsonPropertyOrderAttribute>()?.Order ?? 0)
            .ThenBy(p => p.MetadataToken);

    private static void UnknownField(ref Utf8JsonReader reader, ReadingRun run)
    {
        if (typeof(T).IsAssignableTo(typeof(ClinicRecord)) && RecordEnvelope.TryRead(ref reader, run))
            return;
        var name = FieldName.ForPerson(ref reader);
        var expected = "a field of the contract" + FieldName.Suggest(name, Instance._fields);
        if (run.UnknownFields == UnknownFields.Warn)
            run.Faults.Warn(name, FaultCode.UnknownField, expected);
        else
            run.Faults.Add(name, FaultCode.UnknownField, expected);
        reader.Skip();
    }

    // A plain number that is not there would otherwise look like a zero that was given.
    private void AddMissingPlain(ulong seen, FaultList faults)
    {
        for (var missing = _plainRequired & ~seen; missing != 0; missing &= missing - 1)
        {
            var field = _fields[BitOperations.TrailingZeroCount(missing)];
            faults.Add(field.Name, FaultCode.Missing, field.Expected);
        }
    }
}
