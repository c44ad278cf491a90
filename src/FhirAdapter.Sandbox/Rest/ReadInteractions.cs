using System.Globalization;
using FhirAdapter.Sandbox.Metadata;
using FhirAdapter.Sandbox.Search;
using FhirAdapter.Sandbox.Store;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Rest;

/// <summary>Everything that asks and changes nothing: read, vread, search, history, capabilities. It works on a state, so also inside a transaction.</summary>
internal sealed class ReadInteractions(SandboxOptions options, SearchParser search, Uri baseAddress, byte[] capability)
{
    public FhirResponse Handle(StoreState state, FhirRequest request) => request.Segments switch
    {
        ["metadata"] => FhirResponse.Of(200, capability),
        ["_history"] => History(state, request, null, null),
        [] => FhirResponse.Of(FhirFailure.Of(400, "not-supported", "Searching all types at once is not supported.")),
        [var type, ..] when !ResourceTypes.IsKnown(type) => FhirResponse.Of(FhirFailure.Of(404, "not-supported", "The path names no resource type of FHIR R4.")),
        [var type] => Search(state, type, request),
        [var type, "_history"] => History(state, request, type, null),
        [_, "_search" or "$validate"] or [_, _, "$validate"] => FhirResponse.Of(FhirFailure.Of(405, "not-supported", "Use POST.")) with { Allow = "POST" },
        [_, var id, ..] when !ResourceAddress.IsId(id) => FhirResponse.Of(FhirFailure.Of(400, "value", "The id must be 1 to 64 letters, digits, dashes and dots.")),
        [var type, var id] => Read(state, new ResourceKey(type, id), request),
        [var type, var id, "_history"] => History(state, request, type, id),
        [var type, var id, "_history", var version] => ReadVersion(state, new ResourceKey(type, id), version),
        _ => FhirResponse.Of(FhirFailure.Of(404, "not-found", "Nothing is served under this path; see metadata.")),
    };

    public FhirResponse Search(StoreState state, string type, FhirRequest request)
    {
        long? after = null;
        IReadOnlyList<QueryPair> pairs = [.. request.Query, .. request.Form];
        if (pairs.FirstOrDefault(pair => pair.Name == Paging.Parameter) is { Name: not null } token)
        {
            if (Paging.Parse(token.Value) is not { } page) return BadPage();
            (after, pairs) = (page.After, QueryPair.Parse(page.Query));
        }

        return search.Search(type, pairs, request.Prefer.StrictHandling ?? options.Strict).Failed(out var failure, out var query)
            ? FhirResponse.Of(failure)
            : FhirResponse.Of(200, SearchSet.Page(state, query, after, baseAddress));
    }

    private static FhirResponse BadPage() => FhirResponse.Of(FhirFailure.Of(400, "value", "The page token is not one that this server gave."));

    private static FhirResponse Read(StoreState state, ResourceKey key, FhirRequest request)
    {
        if (request.Query.Any(pair => pair.Name is not ("_format" or "_pretty")))
            return FhirResponse.Of(FhirFailure.Of(400, "not-supported", "A read takes no parameters but _format."));
        return state.Newest(key) switch
        {
            null => NotFound(),
            { Deleted: true } => Gone(),
            var version when request.IfNoneMatch == version.ETag => new FhirResponse(304) { ETag = version.ETag },
            var version => FhirResponse.Of(version),
        };
    }

    private static FhirResponse ReadVersion(StoreState state, ResourceKey key, string wanted)
    {
        var version = state.Newest(key);
        while (version is not null && version.VersionId.ToString(CultureInfo.InvariantCulture) != wanted) version = version.Previous;
        return version switch
        {
            null => NotFound(),
            { Deleted: true } => Gone(),
            _ => FhirResponse.Of(version),
        };
    }

    private FhirResponse History(StoreState state, FhirRequest request, string? type, string? id)
    {
        if (id is not null && state.Newest(new ResourceKey(type!, id)) is null) return NotFound();
        return HistoryQuery.Parse(request.Query).Failed(out var failure, out var query)
            ? FhirResponse.Of(failure)
            : FhirResponse.Of(200, HistorySet.Page(state, query, type, id, baseAddress));
    }

    private static FhirResponse NotFound() => FhirResponse.Of(FhirFailure.Of(404, "not-found", "No resource has this id or version."));

    private static FhirResponse Gone() => FhirResponse.Of(FhirFailure.Of(410, "deleted", "The resource has been deleted."));
}
