using FhirAdapter.Sandbox.Metadata;
using FhirAdapter.Sandbox.Rest;
using FhirAdapter.Sandbox.Store;
using FhirAdapter.Sandbox.Validation;
using FhirAdapter.Sandbox.Writing;

namespace FhirAdapter.Sandbox.Bundles;

/// <summary>A transaction: all entries or none. Resources are parsed before the store is locked; the reads run last and see the writes.</summary>
internal sealed class TransactionInteraction(ResourceStore store, UnitOfWork unit, ReadInteractions read)
{
    private const int MaxIssues = 50;

    public FhirResponse Handle(BundleRequest bundle, Preference prefer)
    {
        var writes = new List<WriteEntry>(bundle.Entries.Count);
        var refusals = new List<FhirFailure>();
        foreach (var entry in bundle.Entries.Where(entry => entry.Request.Verb != "GET"))
        {
            if (ToWrite(entry).Failed(out var refusal, out var write)) refusals.Add(refusal.InEntry(entry.Index));
            else writes.Add(write);
        }

        if (refusals.Count > 0) return FhirResponse.Of(new FhirFailure(refusals[0].Status, [.. refusals.SelectMany(one => one.Issues).Take(MaxIssues)]));
        var answer = store.Write<FhirResponse[]>(writer => Apply(writer, bundle, writes, prefer));
        return answer.Failed(out var failure, out var responses)
            ? FhirResponse.Of(failure)
            : FhirResponse.Of(200, EntryResponse.Bundle("transaction-response", responses));
    }

    private static Answer<WriteEntry> ToWrite(BundleEntry entry)
    {
        var request = entry.Request;
        if (request.Verb is not ("DELETE" or "POST" or "PUT")) return FhirFailure.Of(405, "not-supported", "The method is not supported in a transaction.");
        if (request.Segments is not ([_] or [_, _]) || !ResourceTypes.IsKnown(request.Segments[0]))
            return FhirFailure.Of(400, "value", "The entry's url must be Type, Type/id or Type?condition.");
        if (WriteInteractions.ToEntry(request).Failed(out var failure, out var write)) return failure;
        return write with { Index = entry.Index, FullUrl = entry.FullUrl };
    }

    private Answer<FhirResponse[]> Apply(StoreWriter writer, BundleRequest bundle, List<WriteEntry> writes, Preference prefer)
    {
        if (unit.Apply(writer, writes, isTransaction: true).Failed(out var failure, out var results)) return failure;
        var responses = new FhirResponse[bundle.Entries.Count];
        for (var at = 0; at < results.Length; at++) responses[writes[at].Index!.Value] = FhirResponse.Of(results[at], prefer.Return ?? "minimal");

        StoreState? state = null;
        foreach (var entry in bundle.Entries.Where(entry => entry.Request.Verb == "GET"))
        {
            var response = read.Handle(state ??= writer.ToState(), entry.Request with { Prefer = prefer });
            if (response.Status >= 400) return FhirFailure.Of(response.Status, "processing", "The read in this entry failed.").InEntry(entry.Index);
            responses[entry.Index] = response;
        }

        return responses;
    }
}
