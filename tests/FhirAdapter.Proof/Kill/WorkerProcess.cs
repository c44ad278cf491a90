using System.Diagnostics;

namespace FhirAdapter.Proof.Kill;

/// <summary>The real <c>fhir-adapter</c> command in a process of its own.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource _working = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _said = [];

    private WorkerProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything it said, for the report of a failed run.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_said)
                return [.. _said];
        }
    }

    public int ExitCode => _process.ExitCode;

    public static WorkerProcess Start(string folder, string? failPoint, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "fhir-adapter.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        if (failPoint is not null)
            start.Environment["FHIR_ADAPTER_FAILPOINT"] = failPoint;
        return new WorkerProcess(start);
    }

    /// <summary>Waits until it says that it watches its source; whether it did.</summary>
    public Task<bool> WorkingAsync(TimeSpan atMost, CancellationToken cancellationToken) => WithinAsync(_working.Task, atMost, cancellationToken);

    /// <summary>Waits for its end; whether it came.</summary>
    public Task<bool> EndedAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        WithinAsync(_process.WaitForExitAsync(cancellationToken), atMost, cancellationToken);

    /// <summary>Ends it without any warning: SIGKILL.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static async Task<bool> WithinAsync(Task task, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(task, Task.Delay(atMost, TimeProvider.System, limit.Token));
        await limit.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return first == task;
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (_said)
            _said.Add(line);
        if (line.Contains("is watched", StringComparison.Ordinal))
            _working.TrySetResult();
    }
}
