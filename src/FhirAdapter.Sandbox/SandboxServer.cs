using FhirAdapter.Sandbox.Manners;
using FhirAdapter.Sandbox.Metadata;
using FhirAdapter.Sandbox.Rest;
using FhirAdapter.Sandbox.Store;
using FhirAdapter.WriteProfiles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FhirAdapter.Sandbox;

/// <summary>
/// A FHIR R4 server in memory, for demonstrations, tests and integrators' CI. It keeps nothing when it stops, has no security, and says
/// so in its CapabilityStatement. It is strict about R4, so that what it takes a real server has no formal ground to refuse.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    // There is nothing to save: a client that does not finish is cut off.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    private readonly WebApplication _application;
    private readonly ResourceStore _store;
    private readonly FhirService _hospital;

    private SandboxServer(WebApplication application, ResourceStore store, FhirService hospital, Uri baseAddress) =>
        (_application, _store, _hospital, BaseAddress) = (application, store, hospital, baseAddress);

    /// <summary>The FHIR base, for example <c>http://127.0.0.1:41234/fhir</c>. A page for people is at the root of the same host.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Every live resource at the moment of the call, in order of type and first creation.</summary>
    public IEnumerable<SandboxResource> Resources
    {
        get
        {
            var state = _store.Current;
            return from type in state.LiveByType.Keys.Order(StringComparer.Ordinal)
                   from slot in state.Live(type)
                   let version = state.Newest(new ResourceKey(type, slot.Id))
                   select new SandboxResource(type, slot.Id, version.VersionId, version.LastUpdated, version.Json);
        }
    }

    /// <summary>Starts a server and returns when it answers.</summary>
    /// <param name="options">What to listen on, and limits.</param>
    /// <param name="time">The clock that <c>lastUpdated</c> is read from.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message names every one that is.</exception>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var failures = options.Failures();
        if (failures.Count > 0) throw new ArgumentException(string.Join(' ', failures));

        // Empty: no configuration files, no environment, no logging. A request line may hold an identifier and must not be logged.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(options.Url).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        var application = builder.Build();
        var ready = new TaskCompletionSource<RequestPump>(TaskCreationOptions.RunContinuationsAsynchronously);
        application.Run(async context =>
        {
            // The port is open before its number is known here; whoever is that quick waits.
            var pump = await ready.Task.WaitAsync(context.RequestAborted);
            await pump.AnswerAsync(context, context.RequestAborted);
        });
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }

        var store = new ResourceStore(time);
        var baseAddress = new Uri(application.Urls.First().TrimEnd('/') + "/fhir");
        var tokens = options.SignIn ? new TokenDesk(options.Manners?.Profile.Token ?? new TokenHabits(), time) : null;
        ready.SetResult(new RequestPump(options, store, baseAddress, tokens, Handler(options, store, baseAddress, time)));
        var hospital = new FhirService(options.With(all => all.UpdateCreate = true), Served.Everything, store, baseAddress, time);
        return new SandboxServer(application, store, hospital, baseAddress);
    }

    /// <summary>Stores what is there before anybody writes: patients, practitioners, encounters. No manners stand in its way, and it may choose its ids.</summary>
    /// <param name="transaction">A Bundle of type <c>transaction</c> as UTF-8 JSON.</param>
    /// <exception cref="ArgumentException">It cannot be stored; the message says why, without a value of it.</exception>
    public void Load(ReadOnlyMemory<byte> transaction)
    {
        var response = _hospital.Load(transaction);
        if (response.Failure is { Issues: [var first, ..] })
            throw new ArgumentException($"{first.Expression ?? "The Bundle"}: {first.Diagnostics}");
    }

    private static Func<FhirRequest, FhirResponse> Handler(SandboxOptions options, ResourceStore store, Uri baseAddress, TimeProvider time)
    {
        if (options.Manners is not { Profile: var profile }) return new FhirService(options, Served.Everything, store, baseAddress, time).Handle;
        var limited = options.With(all => all.MaxBundleEntries = Math.Min(all.MaxBundleEntries, profile.Bundles.MaxEntries ?? int.MaxValue));
        var served = ServedAs.Of(profile);
        return new MannerlyService(profile, served, limited, store, new FhirService(limited, served, store, baseAddress, time), time).Handle;
    }

    /// <summary>The live resources by type; types without any are left out.</summary>
    public IReadOnlyDictionary<string, int> CountByType() =>
        _store.Current.LiveByType.Where(one => !one.Value.IsEmpty).ToDictionary(one => one.Key, one => one.Value.Count, StringComparer.Ordinal);

    /// <summary>Stops listening and forgets everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}
