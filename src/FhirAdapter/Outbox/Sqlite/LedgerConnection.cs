using FhirAdapter.Failures;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>One open connection with its prepared statements. Not for several threads at once.</summary>
internal sealed class LedgerConnection(sqlite3 database) : IDisposable
{
    private readonly List<Statement> _statements = [];
    private Statement? _begin;
    private Statement? _beginRead;
    private Statement? _commit;
    private Statement? _mark;
    private Statement? _release;
    private Statement? _takeBack;

    public Statement Prepare(string sql)
    {
        var statement = new Statement(database, sql);
        _statements.Add(statement);
        return statement;
    }

    public string? Pragma(string pragma) => Ask($"PRAGMA {pragma}");

    /// <summary>Asks once and gives the first column of the first row as a text; nothing where there is none.</summary>
    public string? Ask(string question)
    {
        using var statement = new Statement(database, question);
        var text = statement.Step() ? statement.Text(0) : null;
        statement.Reset();
        return text;
    }

    public void Execute(string script)
    {
        var code = raw.sqlite3_exec(database, script);
        if (code != raw.SQLITE_OK)
            throw new SqliteException("SQLite refused a script of the ledger.", code, raw.sqlite3_extended_errcode(database));
    }

    /// <summary>Writes a compact copy of the committed state into an empty file.</summary>
    public void CopyTo(string path)
    {
        using var statement = new Statement(database, "VACUUM INTO ?");
        statement.PutText(path).Run();
    }

    /// <summary>Ends what another thread does on this connection, with a fault for it.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(database);

    /// <summary>Runs work in one transaction that takes the write lock first, so that it never fails in the middle for want of it.</summary>
    public T Write<T>(Func<T> work, CancellationToken cancellationToken) =>
        InTransaction(_begin ??= Prepare("BEGIN IMMEDIATE"), work, static _ => true, cancellationToken);

    /// <summary>Marks a place in the open transaction.</summary>
    public void Mark() => (_mark ??= Prepare("SAVEPOINT one")).Run();

    /// <summary>Forgets the mark.</summary>
    public void KeepSinceMark() => (_release ??= Prepare("RELEASE one")).Run();

    /// <summary>Takes back what was done since the mark.</summary>
    public void TakeBackToMark()
    {
        _statements.ForEach(statement => statement.Reset());
        (_takeBack ??= Prepare("ROLLBACK TO one")).Run();
        KeepSinceMark();
    }

    /// <summary>Runs work in such a transaction, and takes it back unless what it gave is worth keeping.</summary>
    public T WriteIf<T>(Func<T> work, Predicate<T> keep, CancellationToken cancellationToken) =>
        InTransaction(_begin ??= Prepare("BEGIN IMMEDIATE"), work, keep, cancellationToken);

    /// <summary>Runs work on one state of the ledger.</summary>
    public T Read<T>(Func<T> work, CancellationToken cancellationToken) =>
        InTransaction(_beginRead ??= Prepare("BEGIN"), work, static _ => true, cancellationToken);

    public void Dispose()
    {
        _statements.ForEach(statement => statement.Dispose());
        database.Dispose();
    }

    private T InTransaction<T>(Statement begin, Func<T> work, Predicate<T> keep, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        begin.Run();
        var committed = false;
        try
        {
            var result = work();
            cancellationToken.ThrowIfCancellationRequested();
            if (!keep(result))
                return result;
            if (begin == _begin)
                FailPoint.Pass("ledger.committing");
            (_commit ??= Prepare("COMMIT")).Run();
            committed = true;
            if (begin == _begin)
                FailPoint.Pass("ledger.committed");
            return result;
        }
        finally
        {
            if (!committed)
                RollBack();
        }
    }

    private void RollBack()
    {
        _statements.ForEach(statement => statement.Reset());
        // Some faults, such as a full disk, have rolled back already.
        if (raw.sqlite3_get_autocommit(database) == 0)
            _ = raw.sqlite3_exec(database, "ROLLBACK");
    }
}
