using FhirAdapter.Outbox;

namespace FhirAdapter.Sync;

/// <summary>Parts a claim into what is mapped and sent at a time, each lane whole.</summary>
/// <remarks>The ledger is cheapest in large steps, since each of them waits for the disk; what records become takes many times their own size of memory.</remarks>
internal static class ClaimParts
{
    /// <summary>Parts of at most <paramref name="size"/> records, in the order of the claims; a lane that alone has more is a part of its own.</summary>
    public static IEnumerable<ArraySegment<LaneClaim>> Of(LaneClaim[] claims, int size)
    {
        var (start, records) = (0, 0);
        for (var i = 0; i < claims.Length; i++)
        {
            var more = claims[i].Deliveries.Count;
            if (i > start && records + more > size)
            {
                yield return new ArraySegment<LaneClaim>(claims, start, i - start);
                (start, records) = (i, 0);
            }

            records += more;
        }

        if (start < claims.Length)
            yield return new ArraySegment<LaneClaim>(claims, start, claims.Length - start);
    }
}
