using System.Text;

namespace FhirAdapter.Records.Reading;

/// <summary>Collects what is wrong with one record, and knows where in the record the reader or checker stands.</summary>
internal sealed class FaultList
{
    /// <summary>How many faults of one record are told; a record with more has another illness than its fields.</summary>
    public const int Limit = 100;

    // The contract nests lists and objects at most three levels below the record.
    private readonly (string Name, int Item)[] _path = new (string, int)[8];
    private long _line;
    private List<RecordFault>? _faults;
    private List<RecordFault>? _warnings;
    private int _depth;

    [ThreadStatic]
    private static FaultList? _ofThread;

    private FaultList()
    {
    }

    public bool Any => _faults is not null;

    public IReadOnlyList<RecordFault> Faults => _faults ?? [];

    public IReadOnlyList<RecordFault> Warnings => _warnings ?? [];

    /// <summary>An empty one for a record that begins on a line. A thread has one, until it begins the next: most records have nothing to list.</summary>
    public static FaultList Begin(long line)
    {
        var list = _ofThread ??= new FaultList();
        list._line = line;
        list._warnings = null;
        list.Clear();
        return list;
    }

    public void Enter(string name) => _path[_depth++] = (name, -1);

    public void AtItem(int item) => _path[_depth - 1].Item = item;

    public void Leave() => _depth--;

    /// <summary>Whether a field of the object at hand was told of already, so that what it seems to lack need not be told too.</summary>
    public bool Tells(string field) => _faults is not null && PathOf(field) is var path && _faults.Exists(f => Covers(f.Field, path));

    /// <summary>Adds a fault of a field of the object at hand, or of that object itself where the field is empty. The first fault of a field stands.</summary>
    public void Add(string field, string code, string expected)
    {
        var path = PathOf(field);
        if (_faults is null || (_faults.Count < Limit && !_faults.Exists(f => Covers(f.Field, path))))
            (_faults ??= []).Add(new RecordFault(_line, path, code, expected));
    }

    /// <summary>Adds a fault of the whole record, which shows some lines after its beginning.</summary>
    public void AddFurtherOn(long lines, string code, string expected) =>
        (_faults ??= []).Add(new RecordFault(_line == 0 ? 0 : _line + lines, "", code, expected));

    /// <summary>Forgets what was told of a record that turns out not to be JSON at all: its fields mean nothing then.</summary>
    public void Clear()
    {
        _faults = null;
        _depth = 0;
    }

    public void Warn(string field, string code, string expected)
    {
        if (_warnings is null || _warnings.Count < Limit)
            (_warnings ??= []).Add(new RecordFault(_line, PathOf(field), code, expected));
    }

    private static bool Covers(string faulty, string path) =>
        path.StartsWith(faulty, StringComparison.Ordinal) && (path.Length == faulty.Length || path[faulty.Length] is '.' or '[');

    private string PathOf(string field)
    {
        if (_depth == 0)
            return field;
        var text = new StringBuilder();
        for (var i = 0; i < _depth; i++)
        {
            text.Append(i > 0 ? "." : "").Append(_path[i].Name);
            if (_path[i].Item >= 0)
                text.Append('[').Append(_path[i].Item).Append(']');
        }

        return field.Length == 0 ? text.ToString() : text.Append('.').Append(field).ToString();
    }
}
