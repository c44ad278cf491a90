using System.Reflection;
using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>A field that is an object.</summary>
internal sealed class ObjectField<TOwner, TContent>(PropertyInfo property) : Field<TOwner>(property)
    where TContent : class, new()
{
    private readonly Func<TOwner, TContent?> _get = Accessors.Getter<TOwner, TContent?>(property);
    private readonly Action<TOwner, TContent?> _set = Accessors.Setter<TOwner, TContent?>(property);
    private readonly CodedTextCodes? _codes = CodedTextCodes.Of(property);

    public override JsonShape Shape => JsonShape.Object;

    public override ContractType Content => ContractType<TContent>.Instance;

    public override IReadOnlyList<string>? Codes => _codes?.Codes;

    public override string Expected => "an object with " + ContractType<TContent>.Instance.FieldNames;

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
        ContractType<TContent>.Instance.Read(ref reader, content, run);
        _set(owner, content);
        run.Faults.Leave();
    }

    public override void Write(Utf8JsonWriter writer, TOwner owner)
    {
        if (_get(owner) is not { } content)
            return;
        writer.WritePropertyName(Encoded);
        ContractType<TContent>.Instance.Write(writer, content);
    }

    public override void Check(TOwner owner, FaultList faults)
    {
        if (_get(owner) is not { } content)
            return;
        faults.Enter(Name);
        ContractType<TContent>.Instance.Check(content, faults);
        _codes?.Check(content, faults);
        faults.Leave();
    }
}
