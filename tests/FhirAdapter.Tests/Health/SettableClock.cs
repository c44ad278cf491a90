using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Health;

/// <summary>A system's clock that a person or a time service can set, while the machine's own pace goes on.</summary>
internal sealed class SettableClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private TimeSpan _set;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _set;

    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    public void SetBy(TimeSpan jump) => _set += jump;
}
