using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>A statement that is prepared when it is first run, and used again and again. Values are put in order; <see cref="Step"/> starts over after the last row.</summary>
/// <remarks>
/// Below <see cref="SqliteCommand"/>, whose reader and parameters for each run cost more than the run itself. A connection knows some seventy
/// statements and mostly runs a few: to prepare them all would be most of the time that opening takes.
/// </remarks>
/// <param name="database">Where it runs.</param>
/// <param name="sql">Its text.</param>
/// <param name="isDirect">Whether numbers go to the engine without the wrapper; by default where the wrapper uses the engine that comes with it.</param>
internal sealed class Statement(sqlite3 database, string sql, bool? isDirect = null) : IDisposable
{
    private const uint Persistent = 1;
    private readonly bool _isDirect = isDirect ?? Engine.IsBundled;
    private sqlite3_stmt? _prepared;
    private nint _handle;
    private int _parameter;

    private sqlite3_stmt Prepared => _prepared ?? Prepare();

    public Statement Put(long value)
    {
        var prepared = Prepared;
        Check(_isDirect ? Engine.BindNumber(_handle, ++_parameter, value) : raw.sqlite3_bind_int64(prepared, ++_parameter, value));
        return this;
    }

    public Statement Put(long? value) => value is { } number ? Put(number) : PutNull();

    public Statement PutBlob(ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(Prepared, ++_parameter, 0)
            : raw.sqlite3_bind_blob(Prepared, ++_parameter, value));
        return this;
    }

    public Statement PutText(ReadOnlySpan<byte> utf8)
    {
        Check(utf8.IsEmpty
            ? raw.sqlite3_bind_text(Prepared, ++_parameter, "")
            : raw.sqlite3_bind_text(Prepared, ++_parameter, utf8));
        return this;
    }

    public Statement PutText(string? value)
    {
        if (value is null)
            return PutNull();
        if (value.Length > 256)
            return PutText(Encoding.UTF8.GetBytes(value));
        Span<byte> utf8 = stackalloc byte[256 * 3];
        return PutText(utf8[..Encoding.UTF8.GetBytes(value, utf8)]);
    }

    public Statement PutNull()
    {
        var prepared = Prepared;
        Check(_isDirect ? Engine.BindNull(_handle, ++_parameter) : raw.sqlite3_bind_null(prepared, ++_parameter));
        return this;
    }

    /// <summary>Moves to the next row, and makes ready for the next run where there is none.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(Prepared);
        if (code == raw.SQLITE_ROW)
            return true;
        Reset();
        if (code != raw.SQLITE_DONE)
            Check(code);
        return false;
    }

    /// <summary>Runs to the end and gives how many rows it changed.</summary>
    public int Run()
    {
        while (Step())
        {
        }

        return raw.sqlite3_changes(database);
    }

    /// <summary>Runs an insert and gives the number of its row, or <see langword="null"/> where a row was there.</summary>
    /// <remarks>A RETURNING clause would say the same, but builds a table of its own at each run, which costs more than the insert.</remarks>
    public long? RunInsert() => Run() == 0 ? null : raw.sqlite3_last_insert_rowid(database);

    /// <summary>Gives the first column of the first row, or <see langword="null"/> where there is none.</summary>
    public long? Single()
    {
        long? value = Step() && !IsNull(0) ? Number(0) : null;
        Reset();
        return value;
    }

    public void Reset()
    {
        // The code that reset gives is the one step gave.
        if (_prepared is not null)
            _ = raw.sqlite3_reset(_prepared);
        _parameter = 0;
    }

    public bool IsNull(int column) =>
        (_isDirect ? Engine.TypeOf(_handle, column) : raw.sqlite3_column_type(Prepared, column)) == raw.SQLITE_NULL;

    public long Number(int column) => _isDirect ? Engine.Number(_handle, column) : raw.sqlite3_column_int64(Prepared, column);

    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    /// <summary>The bytes of a blob or of a text in UTF-8; they are gone with the row.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(Prepared, column);

    public string? Text(int column) => IsNull(column) ? null : Encoding.UTF8.GetString(Bytes(column));

    public void Dispose()
    {
        _handle = 0;
        _prepared?.Dispose();
    }

    private sqlite3_stmt Prepare()
    {
        Check(raw.sqlite3_prepare_v3(database, sql, Persistent, out var prepared));
        _handle = prepared.DangerousGetHandle();
        return _prepared = prepared;
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw new SqliteException("SQLite refused a statement of the ledger.", code, raw.sqlite3_extended_errcode(database));
    }
}
