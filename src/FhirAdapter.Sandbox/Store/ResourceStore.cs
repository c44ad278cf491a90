using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Store;

/// <summary>The one mutable thing in the server: which state is the current one. One writer at a time; readers never wait.</summary>
internal sealed class ResourceStore(TimeProvider time)
{
    private readonly Lock _writing = new();
    private volatile StoreState _current = StoreState.Empty;

    public StoreState Current => _current;

    /// <summary>Runs <paramref name="work"/> alone; its writes become visible together when it succeeds, and never when it fails.</summary>
    public Answer<T> Write<T>(Func<StoreWriter, Answer<T>> work)
        where T : class
    {
        lock (_writing)
        {
            var writer = new StoreWriter(_current, ToMilliseconds(time.GetUtcNow()));
            var answer = work(writer);
            if (answer.Failure is null) _current = writer.ToState();
            return answer;
        }
    }

    // lastUpdated is written with milliseconds; what is compared must be what was written.
    private static DateTimeOffset ToMilliseconds(DateTimeOffset now) => new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
