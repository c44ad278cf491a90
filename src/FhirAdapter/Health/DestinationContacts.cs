using System.Collections.Concurrent;
using FhirAdapter.Failures;

namespace FhirAdapter.Health;

/// <summary>What the last sendings to each destination say about the destination itself, not about single records.</summary>
internal sealed class DestinationContacts(TimeProvider time)
{
    private static readonly string[] OfTheDestination = [FailureCode.Unavailable, FailureCode.CircuitOpen, FailureCode.OutcomeUnknown, FailureCode.Unauthorized];

    private readonly ConcurrentDictionary<string, (string Code, long Since)> _down = [];

    /// <summary>The destinations that take nothing: why, and for how long.</summary>
    public IReadOnlyList<(string Destination, string Code, TimeSpan For)> Down =>
        [.. _down.Select(one => (one.Key, one.Value.Code, time.GetElapsedTime(one.Value.Since)))];

    /// <summary>Notes what came of one sending.</summary>
    /// <param name="destination">The destination's name.</param>
    /// <param name="delivered">How many deliveries arrived.</param>
    /// <param name="failures">The codes of those that did not.</param>
    public void Note(string destination, int delivered, IReadOnlyCollection<string> failures)
    {
        // An answer about a record shows that the destination is there; held and decided ones were not sent at all.
        if (delivered > 0 || failures.Any(IsOfARecord))
            _down.TryRemove(destination, out _);
        else if (failures.FirstOrDefault(OfTheDestination.Contains) is { } code)
            _down.AddOrUpdate(destination, (code, time.GetTimestamp()), (_, before) => (code, before.Since));
    }

    private static bool IsOfARecord(string code) =>
        code is not (FailureCode.AttemptsUsedUp or FailureCode.OutOfTime or FailureCode.Internal)
        && (code.StartsWith("rejected.", StringComparison.Ordinal) || code.StartsWith("conflicted.", StringComparison.Ordinal));
}
