using FhirAdapter.Sandbox.Rest;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Bundles;

/// <summary>A batch: each entry for itself, in the order DELETE, POST, PUT, GET; the answers in the order of the request.</summary>
internal sealed class BatchInteraction(Func<FhirRequest, FhirResponse> handle)
{
    public FhirResponse Handle(BundleRequest bundle, Preference prefer)
    {
        var responses = new FhirResponse[bundle.Entries.Count];
        foreach (var entry in bundle.Entries.OrderBy(entry => entry.Rank))
        {
            // An empty path would be a Bundle in a Bundle.
            responses[entry.Index] = entry.Request.Segments is [""] or []
                ? FhirResponse.Of(FhirFailure.Of(400, "value", "The entry's url must name a resource type.").InEntry(entry.Index))
                : handle(entry.Request with { Prefer = prefer with { Return = prefer.Return ?? "minimal" } });
        }

        return FhirResponse.Of(200, EntryResponse.Bundle("batch-response", responses));
    }
}
