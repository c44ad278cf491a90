namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>Learns how many requests at once a server stands: up by one, down by half, as TCP does. Pure but for its lock; safe for several callers.</summary>
/// <remarks>
/// It grows only while all that is allowed is also used and answers come as quickly as they did. It halves at 429, 503 or a time-out, and loses
/// a tenth when answers take clearly longer than requests of that size did before (mean and deviation, exponentially weighted). What was
/// sent before the last fall says nothing new and does not count again.
/// </remarks>
/// <param name="most">The most requests ever at once.</param>
internal sealed class AdaptiveConcurrency(int most)
{
    private const int First = 4;
    private const int Window = 16;
    private const int Sizes = 8;
    private const double Weight = 0.1;
    private const double SlowWeight = 0.01;
    private const double Deviations = 2.5;
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(20);

    private readonly Lock gate = new();
    private readonly (double Mean, double Variance, int Count)[] expected = new (double, double, int)[Sizes];
    private double current = Math.Min(most, First);
    private long falls;
    private int answers;
    private int slow;
    private bool wasFull;

    /// <summary>The most requests at once for now.</summary>
    public int Current
    {
        get
        {
            lock (gate)
                return (int)current;
        }
    }

    public int Most => most;

    /// <summary>A request goes out.</summary>
    /// <param name="underWay">How many are under way with it.</param>
    /// <returns>What to hand back when it is answered.</returns>
    public long Sent(int underWay)
    {
        lock (gate)
        {
            wasFull |= underWay >= (int)current;
            return falls;
        }
    }

    /// <summary>A request was answered.</summary>
    /// <param name="sent">What <see cref="Sent"/> gave.</param>
    /// <param name="bytes">The size of its body.</param>
    /// <param name="took">The time from sending to the last byte.</param>
    public void Answered(long sent, int bytes, TimeSpan took)
    {
        lock (gate)
        {
            if (IsSlow(ref expected[SizeOf(bytes)], took.TotalMilliseconds) && sent == falls)
                slow++;
            if (++answers < Window)
                return;
            if (slow > Window / 2)
                Fall(current * 0.9);
            else if (wasFull && slow <= Window / 8)
                current = Math.Min(most, Math.Floor(current) + 1);
            (answers, slow, wasFull) = (0, 0, false);
        }
    }

    /// <summary>The server said that it was too much, or did not answer in time.</summary>
    /// <param name="sent">What <see cref="Sent"/> gave.</param>
    public void Refused(long sent)
    {
        lock (gate)
        {
            if (sent == falls)
                Fall(current / 2);
        }
    }

    private static bool IsSlow(ref (double Mean, double Variance, int Count) before, double took)
    {
        var (mean, variance, count) = before;
        var isSlow = count >= Window && took > mean + Math.Max(Math.Max(Deviations * Math.Sqrt(variance), mean / 2), Noise.TotalMilliseconds);
        // What is slow becomes what is usual only when it stays so for long.
        var weight = isSlow ? SlowWeight : Math.Max(Weight, 1.0 / (count + 1));
        var off = took - mean;
        before = (mean + (weight * off), (1 - weight) * (variance + (weight * off * off)), Math.Min(count + 1, Window));
        return isSlow;
    }

    /// <summary>Sizes are told apart by powers of eight from 1 KiB: a bundle takes longer than a question.</summary>
    private static int SizeOf(int bytes) => Math.Min(Sizes - 1, (int.Log2(Math.Max(bytes, 512)) - 9 + 2) / 3);

    private void Fall(double to)
    {
        falls++;
        current = Math.Max(1, Math.Floor(to));
        (answers, slow, wasFull) = (0, 0, false);
    }
}
