using FhirAdapter.Outbox;

namespace FhirAdapter.Sync;

/// <summary>Parts a claim into what is mapped and sent at a time, each lane whole.</summary>
/// <remarks>The ledger is cheapest in large steps, since each of them waits for the disk; what records become takes many times their own size of memory.</remarks>
internal static class ClaimParts
{
    /// <summary>Parts of at most <paramref name="size"/> records, in the order of the claims; a lane that alone has more is a part of its own.</summary>
    /// <param name="claims">The claim.</param>
    /// <param name="size">The most records of a part.</param>
    /// <param name="goesAlone">Whether a lane is to be a part of its own.</param>
    public static IEnumerable<ArraySegment<LaneClaim>> Of(LaneClaim[] claims, int size, Func<LaneClaim, bool>? goesAlone = null)
    {
        var (start, records, wasAlone) = (0, 0, false);
        for (var i = 0; i < claims.Length; i++)
        {
            var (more, isAlone) = (claims[i].Deliveries.Count, goesAlone?.Invoke(claims[i]) == true);
            if (i > start && (records + more > size || isAlone || wasAlone))
            {
                yield return new ArraySegment<LaneClaim>(claims, start, i - start);
                (start, records) = (i, 0);
            }

            records += more;
            wasAlone = isAlone;
        }

        if (start < claims.Length)
            yield return new ArraySegment<LaneClaim>(claims, start, claims.Length - start);
    }
}
