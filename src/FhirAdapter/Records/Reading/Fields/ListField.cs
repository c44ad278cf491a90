using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>A field that is a list of objects or of texts. An empty list is the same as none.</summary>
internal sealed class ListField<TOwner, TItem>(PropertyInfo property, ListItems<TItem> items) : Field<TOwner>(property)
{
    private readonly Func<TOwner, IReadOnlyList<TItem>?> _get = Accessors.Getter<TOwner, IReadOnlyList<TItem>?>(property);
    private readonly Action<TOwner, IReadOnlyList<TItem>?> _set = Accessors.Setter<TOwner, IReadOnlyList<TItem>?>(property);

    /// <summary>The most entries it may have.</summary>
    public int Most { get; } = property.GetCustomAttribute<MaxLengthAttribute>()!.Length;

    public override JsonShape Shape => JsonShape.List;

    public override JsonShape ItemShape => items.Shape;

    public override ContractType? Content => items.Content;

    public override IReadOnlyList<string>? Codes => items.Codes;

    public override string Expected => string.Create(CultureInfo.InvariantCulture, $"a list of at most {Most} entries");

    public override bool IsAbsent(TOwner owner) => _get(owner) is not { Count: > 0 };

    public override void Read(ref Utf8JsonReader reader, TOwner owner, ReadingRun run)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            run.Faults.Add(Name, FaultCode.WrongType, Expected);
            reader.Skip();
            return;
        }

        run.Faults.Enter(Name);
        var list = new List<TItem>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            run.Faults.AtItem(list.Count);
            if (list.Count <= Most)
                list.Add(items.Read(ref reader, run));
            else
                reader.Skip();
        }

        run.Faults.Leave();
        if (list.Count > 0)
            _set(owner, list);
    }

    public override void Write(Utf8JsonWriter writer, TOwner owner)
    {
        if (_get(owner) is not { Count: > 0 } list)
            return;
        writer.WriteStartArray(Encoded);
        for (var i = 0; i < list.Count; i++)
            items.Write(writer, list[i]);
        writer.WriteEndArray();
    }

    public override void Check(TOwner owner, FaultList faults)
    {
        if (_get(owner) is not { Count: > 0 } list)
            return;
        if (list.Count > Most)
        {
            faults.Add(Name, FaultCode.TooMany, Expected);
            return;
        }

        faults.Enter(Name);
        for (var i = 0; i < list.Count; i++)
        {
            faults.AtItem(i);
            if (list[i] is { } item)
                items.Check(item, faults);
            else
                faults.Add("", FaultCode.Missing, items.Expected);
        }

        faults.Leave();
    }
}
