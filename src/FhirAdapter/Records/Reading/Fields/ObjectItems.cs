using System.Reflection;
using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>Entries that are objects.</summary>
internal sealed class ObjectItems<TItem>(PropertyInfo property) : ListItems<TItem>
    where TItem : class, new()
{
    private readonly CodedTextCodes? _codes = CodedTextCodes.Of(property);

    public override JsonShape Shape => JsonShape.Object;

    public override string Expected => "an object with " + ContractType<TItem>.Instance.FieldNames;

    public override ContractType Content => ContractType<TItem>.Instance;

    public override IReadOnlyList<string>? Codes => _codes?.Codes;

    public override TItem Read(ref Utf8JsonReader reader, ReadingRun run)
    {
        var item = new TItem();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            ContractType<TItem>.Instance.Read(ref reader, item, run);
            return item;
        }

        run.Faults.Add("", FaultCode.WrongType, Expected);
        reader.Skip();
        return item;
    }

    public override void Write(Utf8JsonWriter writer, TItem item) => ContractType<TItem>.Instance.Write(writer, item);

    public override void Check(TItem item, FaultList faults)
    {
        ContractType<TItem>.Instance.Check(item, faults);
        _codes?.Check(item, faults);
    }
}
