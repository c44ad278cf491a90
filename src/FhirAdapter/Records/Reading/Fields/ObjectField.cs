using System.Reflection;
using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>A field that is an object.</summary>
internal sealed class ObjectField<TOwner, TContent>(PropertyInfo property) : Field<TOwner>(property)
    where TContent : class, new()
{
    private readonly Func<TOwner, TContent?> _get = Accessors.Getter<TOwner, TContent?>(property);
    private readonly Action<TOwner, TContent?> _set = Accessors.Setter<TOwner, TContent?>(property);
    private readonly ContractType<TContent> _type = ContractType<TContent>.Instance;
    private readonly CodedTextCodes? _codes = CodedTextCodes.Of(property);

    public override JsonShape Shape => JsonShape.Object;

    public override ContractType Content => _type;

    public override IReadOnlyList<string>? Codes => _codes?.Codes;

    public override string Expected => "an object with " + _type.FieldNames;

    public override bool IsAbsent(TOwner owner) => _get(owner) is null;

    public override void Read(ref Utf8JsonReader reader, TOwner owner, ReadingRun run)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            run.Faults.Add(Name, FaultCode.WrongType, Expected);
            reader.Skip();
            return;
        }

        run.Faults.Enter(Name);
        var content = new TContent();
        _type.Read(ref reader, content, run);
        _set(owner, content);
        run.Faults.Leave();
    }

    public override void Write(Utf8JsonWriter writer, TOwner owner)
    {
        if (_get(owner) is not { } content)
            return;
        writer.WritePropertyName(Encoded);
        _type.Write(writer, content);
    }

    public override void Check(TOwner owner, FaultList faults)
    {
        if (_get(owner) is not { } content)
            return;
        faults.Enter(Name);
        _type.Check(content, faults);
        _codes?.Check(content, faults);
        faults.Leave();
    }
}
