using FhirAdapter.Failures;

namespace FhirAdapter.Routes;

/// <summary>The elements without which a record must not go.</summary>
/// <param name="paths">Each as type and path, or type alone.</param>
internal sealed class UnacceptableLosses(IReadOnlyList<string> paths)
{
    /// <summary>Why a record with these changes must not go; nothing where it may.</summary>
    public Failure? Find(IReadOnlyList<PlannedChange> changes)
    {
        if (paths.Count == 0)
            return null;
        foreach (var change in changes)
        {
            if (change.IsLoss && paths.Any(path => Touches(path, change.Element)))
                return new Failure(FailureCode.UnacceptableLoss, change.Element, "a server that keeps it: UnacceptableLosses names it");
        }

        return null;
    }

    /// <summary>What may be lost only where the server turns out not to know somebody or something, and must not be.</summary>
    public IReadOnlyList<PlannedChange> FindUncertain(IReadOnlyList<PlannedChange> changes) => paths.Count == 0
        ? []
        : [.. changes.Where(change => change.Code == PlannedChange.DroppedIfUnknown && paths.Any(path => Touches(path, change.Element)))];

    private static bool Touches(string path, string element) => path == element || IsBelow(path, element) || (IsBelow(element, path) && !IsOfTheAdapter(element, path));

    // Whoever names a whole type means what the clinic wrote: the adapter's own number, and what it says of the resource, a server may leave out.
    private static bool IsOfTheAdapter(string element, string path) => !path.Contains('.', StringComparison.Ordinal)
        && element[(path.Length + 1)..].Split('.')[0] is ("identifier" or "meta");

    private static bool IsBelow(string path, string other) => path.StartsWith(other, StringComparison.Ordinal) && path[other.Length..].StartsWith('.');
}
