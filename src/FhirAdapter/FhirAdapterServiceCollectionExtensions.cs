using FhirAdapter.Configuration;
using FhirAdapter.Destinations;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.Files;
using FhirAdapter.Health;
using FhirAdapter.Operations;
using FhirAdapter.Outbox.Sqlite;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Reading;
using FhirAdapter.Routes;
using FhirAdapter.Sources;
using FhirAdapter.Sources.Files;
using FhirAdapter.Sync;
using FhirAdapter.WriteProfiles;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FhirAdapter;

/// <summary>The way into the library: start reading here.</summary>
public static class FhirAdapterServiceCollectionExtensions
{
    /// <summary>Adds the adapter with its background workers, <see cref="IRecordIntake"/> and <see cref="AdapterOperations"/>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The host's configuration; the settings are its section <c>FhirAdapter</c>.</param>
    /// <returns>The same services.</returns>
    /// <remarks>
    /// The settings are checked when the host starts: it then fails with an <see cref="AdapterConfigurationException"/> that names all errors.
    /// </remarks>
    public static IServiceCollection AddFhirAdapter(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddFhirAdapterOperations(configuration);
        services.AddHostedService(provider => new HealthWorker(
            provider.GetRequiredService<HealthCheck>(),
            provider.GetRequiredService<OutboxAccess>(),
            provider.GetRequiredService<Heartbeats>(),
            Options(provider).Health,
            Options(provider).Outbox.FullCheckInterval,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<HealthWorker>>()));
        services.AddHostedService<CaptureWorker>();
        services.AddHostedService(provider => new DeliveryWorker(
            provider.GetRequiredService<SyncParts>(),
            Options(provider).Delivery,
            provider.GetRequiredService<Heartbeats>(),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DeliveryWorker>>()));
        return services;
    }

    /// <summary>Adds the adapter without its background workers: for a program that calls <see cref="AdapterOperations.SyncAsync"/> itself.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The host's configuration; the settings are its section <c>FhirAdapter</c>.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddFhirAdapterOperations(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => AdapterSettings.Read(configuration));
        services.AddSingleton(Options);
        services.AddSingleton(provider => new SteadyClock(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ClockWatch(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new Heartbeats(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new DestinationContacts(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new IntakeGate(
            Options(provider).Backpressure, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<IntakeGate>>()));
        services.AddSingleton(Health);
        services.AddSingleton<SyncCounters>();
        services.AddSingleton<DeliverySignal>();
        services.AddSingleton(Mapping);
        services.AddSingleton(Ledger);
        services.AddSingleton(Parts);
        services.AddSingleton<IRecordIntake>(provider => new RecordIntake(
            provider.GetRequiredService<OutboxAccess>(),
            provider.GetRequiredService<IntakeGate>(),
            provider.GetRequiredService<DeliverySignal>(),
            provider.GetRequiredService<SyncCounters>(),
            Options(provider).Intake));
        services.AddSingleton(provider => new AdapterOperations(
            provider.GetRequiredService<SyncParts>(),
            provider.GetRequiredService<OutboxAccess>(),
            provider.GetRequiredService<SyncCounters>(),
            provider.GetRequiredService<DeliverySignal>(),
            provider.GetRequiredService<AdapterSettings>().Terminology,
            provider.GetRequiredService<HealthCheck>()));
        return services;
    }

    private static FhirAdapterOptions Options(IServiceProvider provider) => provider.GetRequiredService<AdapterSettings>().Usable;

    private static RecordMapping Mapping(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<AdapterSettings>();
        if (settings.Terminology.Warnings.Count > 0)
            Telemetry.Log.OverlayRemarks(provider.GetRequiredService<ILoggerFactory>().CreateLogger<RecordMapping>(), settings.Terminology.Warnings.Count);
        return new RecordMapping(new MappingContext(
            settings.Usable.Identity.System!.AbsoluteUri, settings.Terminology.CodeSystems, settings.Terminology.ConceptMaps, settings.Terminology.Language));
    }

    private static OutboxAccess Ledger(IServiceProvider provider)
    {
        var options = Options(provider);
        return new OutboxAccess(
            () => new SqliteOutbox(options.Outbox, provider.GetRequiredService<SteadyClock>()),
            [.. options.Destinations.FhirServers.Keys, .. options.Destinations.Files.Keys],
            provider.GetRequiredService<SteadyClock>(),
            () => File.Exists(options.Outbox.Path));
    }

    private static HealthCheck Health(IServiceProvider provider) => new(
        provider.GetRequiredService<OutboxAccess>(),
        provider.GetRequiredService<IntakeGate>(),
        provider.GetRequiredService<Heartbeats>(),
        provider.GetRequiredService<DestinationContacts>(),
        provider.GetRequiredService<SteadyClock>(),
        provider.GetRequiredService<ClockWatch>(),
        Options(provider).Health,
        provider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None);

    private static SyncParts Parts(IServiceProvider provider)
    {
        var options = Options(provider);
        var time = provider.GetRequiredService<TimeProvider>();
        var loggers = provider.GetRequiredService<ILoggerFactory>();
        var mapping = provider.GetRequiredService<RecordMapping>();

        var sources = options.Sources.Files.Select(IRecordSource (named) =>
            new FilesSource(
                named.Key, named.Value, time, loggers.CreateLogger<FilesSource>(), new RecordFileReader(named.Value.Reading).ReadAsync,
                provider.GetRequiredService<Heartbeats>().Of(LoopKind.Capture, named.Key)));
        var planners = Planners(provider.GetRequiredService<AdapterSettings>());
        var key = IdentityKeyOf(options);
        var servers = options.Destinations.FhirServers.Select(IDestination (named) =>
            new FhirServerDestination(named.Key, named.Value, Retraction(mapping, planners[named.Key].Whole), time, loggers.CreateLogger<FhirServerDestination>(),
                state: new DestinationState(provider.GetRequiredService<OutboxAccess>(), named.Key),
                profile: provider.GetRequiredService<AdapterSettings>().WriteProfiles[named.Key],
                idOf: key.IdOf));
        var folders = options.Destinations.Files.Select(IDestination (named) =>
            new FilesDestination(named.Key, named.Value, key, time, loggers.CreateLogger<FilesDestination>(), Retraction(mapping, planners[named.Key].Whole)));

        return new SyncParts(
            [.. sources], [.. servers, .. folders], planners,
            provider.GetRequiredService<OutboxAccess>(), mapping, options.Delivery,
            provider.GetRequiredService<IntakeGate>(), provider.GetRequiredService<Heartbeats>(), provider.GetRequiredService<DestinationContacts>(),
            options.Health, provider.GetRequiredService<DeliverySignal>(), provider.GetRequiredService<SyncCounters>(),
            provider.GetRequiredService<SteadyClock>(), loggers);
    }

    // Beside the ledger, which is backed up.
    private static IdentityKey IdentityKeyOf(FhirAdapterOptions options) => options.Identity.KeyFile is { } file
        ? new IdentityKey(file, mayMake: false)
        : new IdentityKey(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.Outbox.Path))!, "identity.key"), mayMake: true);

    private static Dictionary<string, RoutePlanners> Planners(AdapterSettings settings)
    {
        var planners = new Dictionary<string, RoutePlanners>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, server) in settings.Usable.Destinations.FhirServers)
            planners[name] = new RoutePlanners(settings.WriteProfiles[name], server.Shape, server.WriteProfile.UnacceptableLosses, settings.Terminology.Language);
        // A file takes whatever is written to it.
        foreach (var (name, folder) in settings.Usable.Destinations.Files)
            planners[name] = new RoutePlanners(new WriteProfile { Name = "files", Title = "NDJSON files" }, folder.Shape, [], settings.Terminology.Language);
        return planners;
    }

    // What is taken back must fit the destination as well as what was sent.
    private static Func<ClinicRecord, string, BusinessIdentifier, MappedResource?> Retraction(RecordMapping mapping, RoutePlanner? planner) =>
        planner is null ? mapping.Retract : (record, type, identifier) => planner.Retract(record, type, identifier, mapping.Retract);
}
