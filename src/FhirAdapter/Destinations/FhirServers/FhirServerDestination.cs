using System.Globalization;
using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Destinations.FhirServers.Exchanges;
using FhirAdapter.Failures;
using FhirAdapter.Records;
using FhirAdapter.WriteProfiles;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Destinations.FhirServers;

/// <summary>Keeps one FHIR R4 server in step. The README beside it draws one call.</summary>
internal sealed class FhirServerDestination : IDestination
{
    private readonly ServerSession session;
    private readonly Func<ClinicRecord, string, BusinessIdentifier, MappedResource?> retract;
    private readonly Func<string, BusinessIdentifier, string>? idOf;
    private readonly ILogger logger;

    /// <param name="name">The name from the settings.</param>
    /// <param name="options">Checked before.</param>
    /// <param name="retract">Gives the resource that takes back a part which a record no longer has; nothing where there is no such mark.</param>
    /// <param name="time">The clock of deadlines, pauses and caches.</param>
    /// <param name="logger">Gets codes and numbers, never a value of a record.</param>
    /// <param name="handlers">Stands in for the network in tests.</param>
    /// <param name="state">What the ledger keeps of this destination; by default nothing is kept.</param>
    /// <param name="profile">What is known of this kind of server beforehand; by default nothing is.</param>
    /// <param name="idOf">Gives a resource the id that it bears for ever, where the server lets the adapter choose it; by default none is chosen.</param>
    public FhirServerDestination(
        string name,
        FhirServerOptions options,
        Func<ClinicRecord, string, BusinessIdentifier, MappedResource?> retract,
        TimeProvider time,
        ILogger logger,
        Func<HttpMessageHandler>? handlers = null,
        IDestinationState? state = null,
        WriteProfile? profile = null,
        Func<string, BusinessIdentifier, string>? idOf = null)
    {
        Name = name;
        this.idOf = idOf;
        this.retract = retract;
        this.logger = logger;
        session = new ServerSession(name, options, profile, state ?? new UnkeptState(time), time, logger, handlers);
    }

    public string Name { get; }

    public string? Learned => string.Create(
        CultureInfo.InvariantCulture,
        $"{session.Connection.Concurrency.Current} of {session.Options.Concurrency} requests at once, {session.Limit.Current} of {session.Options.MaxBundleEntries} entries in a bundle");

    public TimeSpan UnseenFor => session.Options.SearchLag;

    public async Task<ProbeResult> ProbeAsync(CancellationToken cancellationToken)
    {
        var signIn = await session.Connection.SignIn.DescribeAsync(cancellationToken).ConfigureAwait(false);
        if (!signIn.Succeeded)
            return new ProbeResult(false, signIn.Lines);
        var (capability, failure) = await session.Capabilities.ReadAsync(cancellationToken).ConfigureAwait(false);
        var probe = ProbeFindings.Write(capability, failure, session.Options, session.Profile);
        return probe with { Findings = [.. signIn.Lines, .. probe.Findings] };
    }

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (session.Paused() is not null || await session.RefreshAsync(cancellationToken).ConfigureAwait(false) is not { } unable)
            return;
        session.Stopped(unable);
        Tell(unable);
    }

    public Task<Offer?> OfferAsync(CancellationToken cancellationToken) => session.OfferAsync(cancellationToken);

    public Task<Offer?> AskOfferAsync(CancellationToken cancellationToken) => session.AskOfferAsync(cancellationToken);

    public async Task<int> AcceptAsync(CancellationToken cancellationToken) =>
        await session.Drift.AcceptAsync(cancellationToken).ConfigureAwait(false) + await session.ReadBack.AcceptAsync(cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<IReadOnlyList<DeliveryOutcome>>> DeliverAsync(
        IReadOnlyList<IReadOnlyList<Delivery>> lanes, Lease lease, CancellationToken cancellationToken)
    {
        using var call = new DeliveryCall(lanes, retract);
        var exchange = new Exchange(session, call.Bodies, lease) { Stopped = session.Paused() };
        if (exchange.Stopped is null && (session.Unread() ?? await session.RefreshAsync(cancellationToken).ConfigureAwait(false)) is { } unable)
        {
            exchange.Stopped = unable;
            session.Stopped(unable);
        }
        if (exchange.Stopped is null)
        {
            Pauses.Hold(call, session);
            Provenances.Settle(call, session.Plan, idOf);
            NotTaken.Reject(call, session);
            session.Separation.Part(call.Lanes);
            await new Resolution(session, call, exchange).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        await exchange.RunAsync(call.Lanes, cancellationToken).ConfigureAwait(false);
        Doubt(call);
        Wait(call);
        session.Separation.Note(call.Lanes);
        if (exchange.Stopped is { } stop)
            Tell(stop);
        return [.. call.Lanes.Select(OutcomeWriter.Write)];
    }

    private void Tell(Stop stop) => Log.Stopped(logger, Name, stop.Failure.Code, stop.Failure.HttpStatus, stop.NotBefore);

    /// <summary>What may be there and has no name is not looked up before the server's searches have it.</summary>
    private void Wait(DeliveryCall call)
    {
        foreach (var unit in call.Lanes.SelectMany(lane => lane))
        {
            if (unit.Failure?.Code == FailureCode.OutcomeUnknown && unit.Entries.Exists(entry => entry is { IsNameless: true, Self.Id: null }))
                unit.Wait(session.Options.SearchLag);
        }
    }

    /// <summary>What a rejected record referred to is looked up again: an id that was remembered may have been the reason.</summary>
    private void Doubt(DeliveryCall call)
    {
        foreach (var unit in call.Lanes.SelectMany(lane => lane))
        {
            if (unit.State != UnitState.Rejected)
                continue;
            foreach (var each in unit.Entries.SelectMany(entry => entry.References))
                session.Cache.Forget(each.Target.Identity);
        }
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
