using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Proof.Matrix;

/// <summary>Keeps everything that is logged, at every level, exceptions included, so that it can be searched for what must not be there.</summary>
internal sealed class CapturingLog : ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IEnumerable<string> Lines => _lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{formatter(state, exception)} {exception}");
}
