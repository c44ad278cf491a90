using System.Globalization;
using FhirAdapter.Failures;
using FhirAdapter.Records;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Destinations.Files;

/// <summary>Writes resources as NDJSON files, partitioned by type and day, for bulk loads and sites without a network.</summary>
/// <param name="name">The name from the settings.</param>
/// <param name="options">Where and how.</param>
/// <param name="key">The key that ids are made with.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told when the folder goes away and comes back.</param>
/// <param name="retract">Gives the resource that takes back a part a record no longer has, as <see cref="IRecordMapper.Retract"/>.</param>
internal sealed class FilesDestination(
    string name,
    FilesDestinationOptions options,
    IdentityKey key,
    TimeProvider time,
    ILogger logger,
    Func<ClinicRecord, string, BusinessIdentifier, MappedResource?> retract) : IDestination
{
    private readonly DeliveryPlan _plan = new(options, key.IdOf, retract);
    private readonly PartitionedFolder _folder = new(options, time);
    private readonly SemaphoreSlim _oneWriter = new(1);
    private bool _unavailable;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Task<ProbeResult> ProbeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!Directory.Exists(options.Path))
            return Task.FromResult(new ProbeResult(false, [$"{options.Path}: no such folder; make it or mount it."]));
        if (key.Wrong() is { } wrong)
            return Task.FromResult(new ProbeResult(false, [$"Identity:KeyFile {wrong}."]));
        try
        {
            var probe = Path.Combine(options.Path, ".probe-" + Guid.NewGuid().ToString("N"));
            PrivateFile.Open(probe, FileMode.CreateNew).Dispose();
            File.Delete(probe);
            var free = new DriveInfo(options.Path).AvailableFreeSpace / (1024 * 1024);
            return Task.FromResult(new ProbeResult(
                true, [string.Create(CultureInfo.InvariantCulture, $"{options.Path}: writable, {free} MiB free.")]));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(new ProbeResult(false, [$"{options.Path}: a file cannot be written there ({failure.GetType().Name})."]));
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IReadOnlyList<DeliveryOutcome>>> DeliverAsync(
        IReadOnlyList<IReadOnlyList<Delivery>> lanes, Lease lease, CancellationToken cancellationToken)
    {
        if (Plan(lanes) is not { } plans)
            return [.. lanes.Select(lane => lane.Select(_ => Unavailable(new Failure(FailureCode.Unavailable, "Identity:KeyFile", "a key that can be read, or made"))).ToList())];
        var lines = plans.SelectMany(lane => lane).SelectMany(delivery => delivery.Lines).ToList();
        var failure = lines.Count == 0 ? null
            : lease.IsOver ? new Failure(FailureCode.LeaseOver)
            : await WriteAsync(lines, cancellationToken).ConfigureAwait(false);
        return [.. plans.Select(lane => lane.Select(delivery => Outcome(delivery, failure)).ToList())];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        _oneWriter.Dispose();
        return ValueTask.CompletedTask;
    }

    private DeliveryOutcome Outcome(PlannedDelivery delivery, Failure? failure) =>
        failure is null || delivery.Lines.Count == 0
            ? delivery.OnceWritten
            : Unavailable(failure);

    private DeliveryOutcome.Deferred Unavailable(Failure failure) =>
        new DeliveryOutcome.Deferred(failure, options.PauseWhenUnavailable, UsesAttempt: false, Remote: default);

    // Nothing where the key cannot be had: without it no resource has an id.
    private List<IReadOnlyList<PlannedDelivery>>? Plan(IReadOnlyList<IReadOnlyList<Delivery>> lanes)
    {
        try
        {
            return [.. lanes.Select(_plan.Of)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Note(failure);
            return null;
        }
    }

    private void Note(Exception failure)
    {
        if (!_unavailable)
            FilesDestinationLog.Unavailable(logger, name, failure.GetType().Name);
        _unavailable = true;
    }

    private async Task<Failure?> WriteAsync(List<ResourceLine> lines, CancellationToken cancellationToken)
    {
        await _oneWriter.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _folder.Write(lines, cancellationToken);
            if (_unavailable)
                FilesDestinationLog.Available(logger, name);
            _unavailable = false;
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Note(failure);
            return new Failure(FailureCode.Unavailable, Expected: "a folder that is there, has room, may be written and is no other adapter's");
        }
        finally
        {
            _oneWriter.Release();
        }
    }
}
