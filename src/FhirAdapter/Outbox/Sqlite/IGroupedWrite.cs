namespace FhirAdapter.Outbox.Sqlite;

/// <summary>A write that may share its transaction with others.</summary>
internal interface IGroupedWrite
{
    /// <summary>What goes along with the one who asked for it, such as the activity that is traced.</summary>
    ExecutionContext? Context { get; }

    /// <summary>Does its work in the open transaction.</summary>
    /// <param name="writer">The connection.</param>
    /// <param name="isAlone">Whether a fault may take back the whole transaction.</param>
    void Run(LedgerWriter writer, bool isAlone);

    /// <summary>Tells the result, after the commit.</summary>
    void Tell();

    /// <summary>Tells that nothing was committed.</summary>
    void Fail(Exception fault);
}
