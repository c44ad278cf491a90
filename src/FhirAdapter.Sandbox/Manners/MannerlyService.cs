using System.Collections.Concurrent;
using FhirAdapter.Sandbox.Bundles;
using FhirAdapter.Sandbox.Metadata;
using FhirAdapter.Sandbox.Rest;
using FhirAdapter.Sandbox.Store;
using FhirAdapter.Sandbox.Validation;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>The server as a write profile says: what is asked goes through <see cref="RequestManners"/>, what is answered through <see cref="ReplyManners"/>.</summary>
internal sealed class MannerlyService
{
    private readonly SandboxOptions _options;
    private readonly ResourceStore _store;
    private readonly FhirService _service;
    private readonly RequestManners _requests;
    private readonly BundleManners _bundles;
    private readonly ReplyManners _replies;
    private readonly BatchInteraction _batch;
    private readonly ConcurrentDictionary<string, bool> _written = new(StringComparer.Ordinal);

    public MannerlyService(WriteProfile profile, Served served, SandboxOptions options, ResourceStore store, FhirService service, TimeProvider time)
    {
        (_options, _store, _service) = (options, store, service);
        var refusals = new Refusals(profile.Answers);
        _requests = new RequestManners(profile, served, refusals, new DailyCeiling(profile.Limits.WritesPerDay, time));
        _bundles = new BundleManners(profile.Bundles, served);
        _replies = new ReplyManners(profile, refusals);
        _batch = new BatchInteraction(One);
    }

    public FhirResponse Handle(FhirRequest request) => request is { Verb: "POST", Segments: [] } ? Bundle(request) : One(request);

    private FhirResponse One(FhirRequest request)
    {
        if (_requests.Before(request, _store.Current).Failed(out var refused, out var taken))
            return FhirResponse.Of(refused) with { Allow = refused.Status == 405 ? _requests.Allow(request) : null };
        if (_replies.RefusesRead(request) && _written.ContainsKey(string.Join('/', request.Segments.Take(2)))) return new FhirResponse(403);
        var response = _service.Handle(taken);
        if (request.Verb is "POST" or "PUT" && response is { Status: 200 or 201, Location: { } location })
            _written[location[..location.IndexOf("/_history", StringComparison.Ordinal)]] = true;
        return _replies.After(request, response);
    }

    private FhirResponse Bundle(FhirRequest request)
    {
        if (_bundles.RefusesAll is { } none) return FhirResponse.Of(none);
        if (BundleRequest.Parse(request.Body, _options).Failed(out var malformed, out var bundle)) return FhirResponse.Of(malformed);
        if (_bundles.Before(bundle) is { } refused) return FhirResponse.Of(refused);
        if (!bundle.IsTransaction) return _batch.Handle(bundle, request.Prefer);

        var state = _store.Current;
        List<BundleEntry> entries = [];
        foreach (var entry in bundle.Entries)
        {
            if (_requests.Before(entry.Request, state).Failed(out var failure, out var taken)) return FhirResponse.Of(failure.InEntry(entry.Index));
            entries.Add(entry with { Request = taken });
        }

        return _replies.After(request, _service.Transaction(bundle with { Entries = entries }, request.Prefer));
    }
}
