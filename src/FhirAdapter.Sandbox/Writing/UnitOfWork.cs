using FhirAdapter.Sandbox.Search;
using FhirAdapter.Sandbox.Store;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Writing;

/// <summary>
/// Applies writes that stand or fall together; a single write is a unit of one. In R4's order: identities of DELETE, POST, PUT,
/// then references (conditional ones last), then the check that each condition holds for what was written.
/// </summary>
internal sealed class UnitOfWork(SandboxOptions options, SearchParser search, Uri baseAddress)
{
    private static readonly string[] Order = ["DELETE", "POST", "PUT"];

    private readonly IdentityResolver _identities = new(options, search);

    /// <summary>Applies the entries to <paramref name="writer"/>; the results are in the order of the entries.</summary>
    public Answer<WriteResult[]> Apply(StoreWriter writer, IReadOnlyList<WriteEntry> entries, bool isTransaction)
    {
        var results = new WriteResult[entries.Count];
        var byFullUrl = new Dictionary<string, ResourceKey>(StringComparer.Ordinal);
        var written = new HashSet<ResourceKey>();
        foreach (var at in Enumerable.Range(0, entries.Count).OrderBy(at => Array.IndexOf(Order, entries[at].Verb)))
        {
            var entry = entries[at];
            if (_identities.Resolve(writer, entry).Failed(out var failure, out var identity)) return entry.Located(failure);
            var collides = identity.Writes ? !written.Add(identity.Key) : written.Contains(identity.Key);
            if (collides) return entry.Located(FhirFailure.Of(400, "duplicate", "Another entry of the transaction writes the same resource."));
            if (entry.FullUrl is not null && entry.Content is not null && !byFullUrl.TryAdd(entry.FullUrl, identity.Key))
                return entry.Located(FhirFailure.Of(400, "invariant", "bdl-7: another entry of the transaction has the same fullUrl."));
            results[at] = Write(writer, entry, identity);
        }

        if (writer.LiveCount > options.MaxResources) return FhirFailure.Of(507, "no-store", "The sandbox is full (MaxResources).");
        return Complete(writer, entries, results, byFullUrl, isTransaction) is { } incomplete ? incomplete : results;
    }

    private static WriteResult Write(StoreWriter writer, WriteEntry entry, Identity identity)
    {
        if (entry.Verb == "DELETE") return new WriteResult(204, identity.Writes ? writer.Delete(identity.Key) : null);
        if (!identity.Writes) return new WriteResult(200, identity.Existing);
        var status = identity.Existing is { Deleted: false } ? 200 : 201;
        return new WriteResult(status, writer.Put(identity.Key, entry.Verb, entry.Content!));
    }

    private FhirFailure? Complete(
        StoreWriter writer, IReadOnlyList<WriteEntry> entries, WriteResult[] results, Dictionary<string, ResourceKey> byFullUrl, bool isTransaction)
    {
        var settler = new ReferenceSettler(options, search, baseAddress, writer, byFullUrl);
        for (var at = 0; at < results.Length; at++)
        {
            var (entry, version) = (entries[at], results[at].Version);
            // Nothing to complete: a deletion, or a conditional create that found its resource whole.
            if (entry.Content is null || version is null || version.Json.Length > 0) continue;
            if (settler.Settle(entry.Content, isTransaction) is { } failure) return entry.Located(failure);
            writer.Complete(version, ResourceStamp.Write(entry.Content.Root, version, settler.Replacement), settler.Keys(entry.Content));
        }

        if (!options.Strict) return null;
        for (var at = 0; at < results.Length; at++)
        {
            if (entries[at].Criteria is not null && CheckCondition(writer, entries[at], results[at].Version!) is { } failure) return entries[at].Located(failure);
        }

        return null;
    }

    /// <summary>A resource that its own condition does not find would be created again by the next conditional write.</summary>
    private FhirFailure? CheckCondition(StoreWriter writer, WriteEntry entry, ResourceVersion version)
    {
        if (search.Criteria(entry.Type, entry.Criteria!).Failed(out var failure, out var query)) return failure;
        ResourceVersion[] matches = [.. query.Run(writer).Take(2)];
        if (matches.Length > 1) return FhirFailure.Of(412, "multiple-matches", "After the transaction the condition would find several resources.");
        return matches.Length == 1 && matches[0].Key == version.Key
            ? null
            : FhirFailure.Of(422, "business-rule", "The resource does not satisfy the condition that it is written under.", entry.Type);
    }
}
