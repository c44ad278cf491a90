using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.Reading.Files;

/// <summary>An object, a list or a single value of a record, and the columns below it.</summary>
internal sealed class CsvNode(JsonShape shape)
{
    public JsonShape Shape { get; } = shape;

    /// <summary>The column of a single value.</summary>
    public int Column { get; set; } = -1;

    /// <summary>The fields of an object.</summary>
    public Dictionary<string, CsvNode> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>The entries of a list by their number, from 1.</summary>
    public SortedDictionary<int, CsvNode> Items { get; } = [];

    public CsvNode Field(string name, JsonShape shape) =>
        Fields.TryGetValue(name, out var node) ? node : Fields[name] = new CsvNode(shape);

    public CsvNode Item(int number, JsonShape shape) =>
        Items.TryGetValue(number, out var node) ? node : Items[number] = new CsvNode(shape);

    /// <summary>Whether any cell below has something in it.</summary>
    public bool HasAny(string[] cells) => Column >= 0
        ? cells[Column].Length > 0
        : Fields.Values.Any(f => f.HasAny(cells)) || Items.Values.Any(i => i.HasAny(cells));
}
