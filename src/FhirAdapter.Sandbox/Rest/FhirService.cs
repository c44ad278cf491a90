using FhirAdapter.Sandbox.Bundles;
using FhirAdapter.Sandbox.Metadata;
using FhirAdapter.Sandbox.Store;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Rest;

/// <summary>
/// Every FHIR interaction, as a function from request to response that knows no HTTP. What is to make the sandbox behave like some
/// other server, or misbehave, belongs around <see cref="Handle"/>.
/// </summary>
internal sealed class FhirService
{
    private readonly ResourceStore _store;
    private readonly ReadInteractions _read;
    private readonly WriteInteractions _write;
    private readonly ValidateOperation _validate;
    private readonly MatchOperation _match;
    private readonly TransactionInteraction _transaction;
    private readonly BatchInteraction _batch;
    private readonly SandboxOptions _options;

    public FhirService(SandboxOptions options, Served served, ResourceStore store, Uri baseAddress, TimeProvider time)
    {
        _options = options;
        _store = store;
        var search = new Search.SearchParser(served, baseAddress);
        var unit = new Writing.UnitOfWork(options, search, baseAddress);
        var capability = CapabilityDocument.Write(options, served, baseAddress, time.GetUtcNow());
        _read = new ReadInteractions(options, search, baseAddress, capability);
        _write = new WriteInteractions(store, unit);
        _validate = new ValidateOperation(options, search, store, baseAddress);
        _match = new MatchOperation(baseAddress);
        _transaction = new TransactionInteraction(store, unit, _read);
        _batch = new BatchInteraction(Handle);
    }

    public FhirResponse Handle(FhirRequest request)
    {
        switch (request.Verb, request.Segments)
        {
            case ("POST", []):
                return Bundle(request);
            case ("POST", [var type, "_search"]) when ResourceTypes.IsKnown(type):
                return _read.Search(_store.Current, type, request);
            case ("POST", [var type, "$validate"]) when ResourceTypes.IsKnown(type):
                return _validate.Run(type, id: null, request);
            case ("POST", [var type, var id, "$validate"]) when ResourceTypes.IsKnown(type):
                return _validate.Run(type, id, request);
            case ("POST", ["Patient", "$match"]):
                return _match.Run(_store.Current, request);
            case (_, ["Patient", "$match"]):
                return NotAllowed("POST");
            case (_, [.., ['$', ..] and not "$validate"]):
                return FhirResponse.Of(FhirFailure.Of(404, "not-supported", "$validate, and $match of patients, are the only operations."));
            case ("POST" or "PUT" or "DELETE", { Length: 1 or 2 } path) when ResourceTypes.IsKnown(path[0]):
                return _write.Handle(request);
            case ("GET", _):
                return _read.Handle(_store.Current, request);
            default:
                return Unrouted(request);
        }
    }

    /// <summary>A transaction whose entries are ready to be applied.</summary>
    public FhirResponse Transaction(BundleRequest bundle, Preference prefer) => _transaction.Handle(bundle, prefer);

    /// <summary>A transaction as a person gives it, and nothing else.</summary>
    public FhirResponse Load(ReadOnlyMemory<byte> transaction)
    {
        if (BundleRequest.Parse(transaction, _options).Failed(out var failure, out var bundle)) return FhirResponse.Of(failure);
        return bundle.IsTransaction
            ? Transaction(bundle, Preference.None)
            : FhirResponse.Of(FhirFailure.Of(400, "value", "The Bundle must be of type transaction.", "Bundle.type"));
    }

    private FhirResponse Bundle(FhirRequest request)
    {
        if (BundleRequest.Parse(request.Body, _options).Failed(out var failure, out var bundle)) return FhirResponse.Of(failure);
        return bundle.IsTransaction ? Transaction(bundle, request.Prefer) : _batch.Handle(bundle, request.Prefer);
    }

    private static FhirResponse Unrouted(FhirRequest request) => request switch
    {
        { Segments: [] or ["metadata"] or ["_history"] or [_, .., "_history"] or [_, _, "_history", _] } => NotAllowed("GET, HEAD"),
        { Segments: [_, "_search"] or [.., "$validate"] } => NotAllowed("POST"),
        { Segments: { Length: 1 or 2 } path } when ResourceTypes.IsKnown(path[0]) => NotAllowed("GET, HEAD, POST, PUT, DELETE"),
        _ => FhirResponse.Of(FhirFailure.Of(404, "not-found", "Nothing is served under this path; see metadata.")),
    };

    private static FhirResponse NotAllowed(string allow) =>
        FhirResponse.Of(FhirFailure.Of(405, "not-supported", "This method is not served under this path; see metadata.")) with { Allow = allow };
}
