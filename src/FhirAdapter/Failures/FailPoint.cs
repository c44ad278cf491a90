using System.Diagnostics;
using System.Globalization;

namespace FhirAdapter.Failures;

/// <summary>
/// Named steps of the flow at which the process can be made to die, so that tests can show that nothing is lost or doubled there.
/// Off unless the environment variable <c>FHIR_ADAPTER_FAILPOINT</c> is set: <c>name:n</c> ends the process, as a kill would, the n-th time
/// that step is reached.
/// </summary>
/// <remarks>Where it is off, passing one costs the reading of a static field.</remarks>
internal static class FailPoint
{
    private const string Variable = "FHIR_ADAPTER_FAILPOINT";

    private static Action<string>? _watch = FromEnvironment(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Told every step that is reached, from whatever thread; what it throws happens there. For harnesses that run in process.</summary>
    public static Action<string>? Watch
    {
        set => _watch = value;
    }

    /// <summary>A step is reached.</summary>
    public static void Pass(string step) => _watch?.Invoke(step);

    private static Action<string>? FromEnvironment(string? value)
    {
        if (value?.Split(':') is not [var name, var times] || !int.TryParse(times, NumberStyles.None, CultureInfo.InvariantCulture, out var left))
            return null;
        return step =>
        {
            if (step != name || Interlocked.Decrement(ref left) != 0)
                return;
            using var self = Process.GetCurrentProcess();
            self.Kill();
            Thread.CurrentThread.Join();
        };
    }
}
