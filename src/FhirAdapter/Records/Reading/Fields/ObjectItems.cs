using System.Reflection;
using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>Entries that are objects.</summary>
internal sealed class ObjectItems<TItem>(PropertyInfo property) : ListItems<TItem>
    where TItem : class, new()
{
    private readonly ContractType<TItem> _type = ContractType<TItem>.Instance;
    private readonly CodedTextCodes? _codes = CodedTextCodes.Of(property);

    public override JsonShape Shape => JsonShape.Object;

    public override string Expected => "an object with " + _type.FieldNames;

    public override ContractType Content => _type;

    public override IReadOnlyList<string>? Codes => _codes?.Codes;

    public override TItem Read(ref Utf8JsonReader reader, ReadingRun run)
    {
        var item = new TItem();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            _type.Read(ref reader, item, run);
            return item;
        }

        run.Faults.Add("", FaultCode.WrongType, Expected);
        reader.Skip();
        return item;
    }

    public override void Write(Utf8JsonWriter writer, TItem item) => _type.Write(writer, item);

    public override void Check(TItem item, FaultList faults)
    {
        _type.Check(item, faults);
        _codes?.Check(item, faults);
    }
}
