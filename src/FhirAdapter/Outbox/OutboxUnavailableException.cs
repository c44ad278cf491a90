namespace FhirAdapter.Outbox;

/// <summary>The ledger cannot be used. Nothing of the call was written. The message is one line, says the mend and holds no data of a record.</summary>
public sealed class OutboxUnavailableException : Exception
{
    /// <summary>Says why.</summary>
    /// <param name="reason">The stable cause.</param>
    /// <param name="message">One line for a person: what, where, and how to mend it.</param>
    /// <param name="innerException">What the engine or the file system said.</param>
    public OutboxUnavailableException(OutboxUnavailableCause reason, string message, Exception? innerException = null)
        : base(message, innerException) => Cause = reason;

    /// <summary>The stable cause.</summary>
    public OutboxUnavailableCause Cause { get; }
}
