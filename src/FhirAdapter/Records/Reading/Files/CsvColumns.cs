using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records.Reading.Files;

/// <summary>The columns of a CSV file: where in a record of each kind their cells belong.</summary>
internal sealed class CsvColumns
{
    private readonly Dictionary<RecordKind, CsvNode> _byKind = Enum.GetValues<RecordKind>().ToDictionary(k => k, _ => new CsvNode(JsonShape.Object));

    private readonly Dictionary<RecordKind, bool[]> _placed;
    private readonly IReadOnlyList<string> _names;

    private CsvColumns(IReadOnlyList<string> names)
    {
        _names = names;
        _placed = Enum.GetValues<RecordKind>().ToDictionary(k => k, _ => new bool[names.Count]);
    }

    public int Count => _names.Count;

    public int KindColumn { get; private set; }

    /// <summary>Reads the header row; tells all that is wrong with it.</summary>
    public static CsvColumns Read(IReadOnlyList<string> header, FaultList faults, UnknownFields unknownFields)
    {
        var columns = new CsvColumns(header) { KindColumn = header.ToList().IndexOf("kind") };
        if (columns.KindColumn < 0)
            faults.Add("", FaultCode.Missing, "a header row with a column kind");
        else if (header.Distinct(StringComparer.Ordinal).Count() < header.Count)
            faults.Add("", FaultCode.DuplicateField, "a header row with each column once");
        else
            columns.Place(header, faults, unknownFields);
        return columns;
    }

    public CsvNode For(RecordKind kind) => _byKind[kind];

    /// <summary>The cells that are filled in columns of other kinds of record.</summary>
    public IReadOnlyList<RecordFault> Astray(RecordKind kind, string[] cells, long line) =>
    [
        .. Enumerable.Range(0, Count)
            .Where(c => cells[c].Length > 0 && !_placed[kind][c] && _placed.Values.Any(p => p[c]))
            .Select(c => new RecordFault(line, _names[c], FaultCode.UnknownField, "an empty cell: this kind of record has no such field")),
    ];

    private void Place(IReadOnlyList<string> header, FaultList faults, UnknownFields unknownFields)
    {
        for (var column = 0; column < header.Count; column++)
        {
            // Not stopped at the first kind that has it: one column may serve several.
            var known = false;
            foreach (var (kind, node) in _byKind)
                known |= _placed[kind][column] = CsvPath.TryPlace(header[column], RecordType.Of(kind).Contract, node, column);
            if (known)
                continue;
            var (name, expected) = CsvPath.ForPerson(header[column], column);
            if (unknownFields == UnknownFields.Warn)
                faults.Warn(name, FaultCode.UnknownField, expected);
            else
                faults.Add(name, FaultCode.UnknownField, expected);
        }
    }
}
