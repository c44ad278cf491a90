using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Destinations.FhirServers.Contents;
using FhirAdapter.Destinations.FhirServers.Drift;
using FhirAdapter.Destinations.FhirServers.Exchanges;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.Identity;
using FhirAdapter.Destinations.FhirServers.Outcomes;
using FhirAdapter.Destinations.FhirServers.ReadBacks;
using FhirAdapter.WriteProfiles;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Destinations.FhirServers;

/// <summary>What is known of a server from one call to the next.</summary>
internal sealed class ServerSession : IAsyncDisposable
{
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private Stop? pause;
    private DateTimeOffset pauseEnds;
    private WriteMode? atMost;
    private Stop? unread;
    private Offer? offered;
    private IReadOnlySet<string>? offeredBy;

    public ServerSession(
        string destination, FhirServerOptions options, WriteProfile? profile, IDestinationState state, TimeProvider time, ILogger logger, Func<HttpMessageHandler>? handlers)
    {
        Options = options;
        Profile = profile;
        State = state;
        this.time = time;
        Connection = new FhirServerConnection(destination, options, time, logger, handlers, profile);
        Search = new IdentifierSearch(Connection, options.SearchByGet, IsThereAsync);
        Match = new PatientMatch(Connection);
        Contents = new ContentSearch(Connection, options.SearchByGet, IsThereAsync);
        Trust = new IdentityTrust();
        Refusals = new RefusalsInARow(options.RefusalsBeforeStop);
        Limit = new BundleLimit(Math.Min(options.MaxBundleEntries, profile?.Bundles.MaxEntries ?? int.MaxValue));
        ReadBack = new ReadBackRecord(destination, options, state, logger);
        Cache = new ReferenceCache(options.ReferenceCacheSize, options.ReferenceCacheLife, time);
        Capabilities = new CapabilityCache(Connection, options.CapabilityMaxAge, time);
        Drift = new DriftGuard(destination, state, logger);
        Plan = new WritePlan(new ServerCapability(null, null, false, false, new Dictionary<string, TypeCapability>()), options, profile);
    }

    public FhirServerOptions Options { get; }

    /// <summary>What is known of this kind of server beforehand; nothing where nothing is.</summary>
    public WriteProfile? Profile { get; }

    /// <summary>What was read back, and what differed.</summary>
    public ReadBackRecord ReadBack { get; }

    /// <summary>Whether the server is known to make a difference, by its profile or by what was read back.</summary>
    public bool IsKnown(string type, ContentDifference difference) => Plan.IsForetold(type, difference) || ReadBack.IsKnown(difference);

    /// <summary>What the ledger keeps of this destination.</summary>
    public IDestinationState State { get; }

    public FhirServerConnection Connection { get; }

    public IdentifierSearch Search { get; }

    public PatientMatch Match { get; }

    public ContentSearch Contents { get; }

    public BundleLimit Limit { get; }

    public Separation Separation { get; } = new();

    public IdentityTrust Trust { get; }

    public RefusalsInARow Refusals { get; }

    public ReferenceCache Cache { get; }

    public CapabilityCache Capabilities { get; }

    /// <summary>Compares what the server can with what it could.</summary>
    public DriftGuard Drift { get; }

    /// <summary>One caller at a time brings new people to the server: two at once could double them.</summary>
    public SemaphoreSlim PartyGate { get; } = new(1);

    /// <summary>The plan by the newest CapabilityStatement.</summary>
    public WritePlan Plan { get; private set; }

    /// <summary>Reads the CapabilityStatement where it is due; why nothing is to be sent, where the answer says so or none was ever read.</summary>
    public async Task<Stop?> RefreshAsync(CancellationToken cancellationToken)
    {
        var (capability, failure) = await Capabilities.GetAsync(Drift.IsDrifted, cancellationToken).ConfigureAwait(false);
        if (capability is not null && capability != Known)
        {
            await Drift.CompareAsync(capability, Connection.SignIn.Told, cancellationToken).ConfigureAwait(false);
            (Known, Plan) = (capability, new WritePlan(capability, Options, Profile));
        }
        else if (Drift.IsDrifted)
        {
            await Drift.ReloadAsync(cancellationToken).ConfigureAwait(false);
        }
        return failure;
    }

    public ServerCapability? Known { get; private set; }

    /// <summary>What deliveries count on, from the ledger where the server was not asked yet; it is asked where nobody ever did.</summary>
    public async Task<Offer?> OfferAsync(CancellationToken cancellationToken)
    {
        if (Profile is null)
            return null;
        if (Drift.Kept.Count == 0)
            await Drift.ReloadAsync(cancellationToken).ConfigureAwait(false);
        if (Drift.Kept.Count == 0 && Paused() is null)
            unread = await RefreshAsync(cancellationToken).ConfigureAwait(false);
        return Counted();
    }

    /// <summary>What the server says now, else what it said last; <see langword="null"/> where neither is known.</summary>
    public async Task<Offer?> AskOfferAsync(CancellationToken cancellationToken)
    {
        if (Profile is null)
            return null;
        var (capability, _) = await Capabilities.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (capability is not null)
            return OfferedProfile.Offer(Profile, capability, Options, isCurrent: true);
        await Drift.ReloadAsync(cancellationToken).ConfigureAwait(false);
        return Counted();
    }

    /// <summary>Why the server could not be asked when the deliveries of a call were planned, told once.</summary>
    public Stop? Unread() => Interlocked.Exchange(ref unread, null);

    private Offer? Counted()
    {
        var kept = Drift.Kept;
        if (kept.Count == 0)
            return null;
        lock (gate)
        {
            if (offered is null || !ReferenceEquals(offeredBy, kept))
                (offered, offeredBy) = (OfferedProfile.Offer(Profile!, Abilities.Statement(kept), Options, isCurrent: false), kept);
            return offered;
        }
    }

    public WriteMode Mode => atMost is { } most && most > Plan.Mode ? most : Plan.Mode;

    /// <summary>Whether the server still answers as a FHIR server at its base, asked after it said that something is not there; why not, where it does not.</summary>
    public async Task<Stop?> IsGoneAsync(CancellationToken cancellationToken)
    {
        var (capability, failure) = await Capabilities.ReadAsync(cancellationToken).ConfigureAwait(false);
        return capability is null ? failure! with { UsesAttempt = false } : null;
    }

    private async Task<bool> IsThereAsync(CancellationToken cancellationToken) => await IsGoneAsync(cancellationToken).ConfigureAwait(false) is null;

    /// <summary>Notes that the server does not take what it says it takes, and whether there is another way.</summary>
    public bool Degrade(WriteMode refused)
    {
        if (Options.Write != WriteMode.Auto)
            return false;
        atMost = refused == WriteMode.Transaction && Known?.Batch == true ? WriteMode.Batch : WriteMode.Single;
        return true;
    }

    /// <summary>Notes how long the server asked to be left alone, for every caller.</summary>
    public void Stopped(Stop stop)
    {
        if (stop.NotBefore is not { } wait)
            return;
        lock (gate)
        {
            var ends = time.GetUtcNow() + wait;
            if (ends > pauseEnds)
                (pause, pauseEnds) = (stop, ends);
        }
    }

    /// <summary>Why nothing may be sent now, with the time that is left.</summary>
    public Stop? Paused()
    {
        lock (gate)
        {
            var left = pauseEnds - time.GetUtcNow();
            return left > TimeSpan.Zero && pause is not null ? pause with { NotBefore = left, UsesAttempt = false } : null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync().ConfigureAwait(false);
        Capabilities.Dispose();
        Drift.Dispose();
        ReadBack.Dispose();
        PartyGate.Dispose();
    }
}
