using FhirAdapter.Sandbox.Rest;
using FhirAdapter.Sandbox.Search;
using FhirAdapter.Sandbox.Store;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Writing;

/// <summary>Settles which resource a write is about: the tables of R4 http.html for create, update, delete and their conditional forms.</summary>
internal sealed class IdentityResolver(SandboxOptions options, SearchParser search)
{
    public Answer<Identity> Resolve(IStoreView view, WriteEntry entry) => entry switch
    {
        { Verb: "DELETE" } => Delete(view, entry),
        { Verb: "POST", Criteria: null } => NewIdentity(entry.Type),
        { Verb: "POST" } => ConditionalCreate(view, entry),
        { Criteria: null } => Update(view, entry),
        _ => ConditionalUpdate(view, entry),
    };

    private static Identity NewIdentity(string type) => new(new ResourceKey(type, Guid.NewGuid().ToString()), null);

    private static Answer<Identity> Delete(IStoreView view, WriteEntry entry)
    {
        var key = new ResourceKey(entry.Type, entry.Id!);
        var existing = view.Newest(key);
        return EntityTag.Check(entry.IfMatch, existing) is { } failure ? failure : new Identity(key, existing, existing is { Deleted: false });
    }

    private Answer<Identity> ConditionalCreate(IStoreView view, WriteEntry entry)
    {
        if (Matches(view, entry).Failed(out var failure, out var matches)) return failure;
        return matches.Length == 0 ? NewIdentity(entry.Type) : new Identity(matches[0].Key, matches[0], Writes: false);
    }

    private Answer<Identity> Update(IStoreView view, WriteEntry entry)
    {
        if (entry.Content!.Id != entry.Id)
            return FhirFailure.Of(400, "value", "The id in the resource must be the id in the address.", $"{entry.Type}.id");
        var key = new ResourceKey(entry.Type, entry.Id!);
        var existing = view.Newest(key);
        if (EntityTag.Check(entry.IfMatch, existing) is { } failure) return failure;
        return existing is null && !options.UpdateCreate ? NoUpdateCreate() : new Identity(key, existing);
    }

    private Answer<Identity> ConditionalUpdate(IStoreView view, WriteEntry entry)
    {
        if (Matches(view, entry).Failed(out var failure, out var matches)) return failure;
        var existing = matches.FirstOrDefault();
        var id = entry.Content!.Id;
        if (EntityTag.Check(entry.IfMatch, existing) is { } mismatch) return mismatch;
        if (existing is not null)
        {
            return id is null || id == existing.Key.Id
                ? new Identity(existing.Key, existing)
                : FhirFailure.Of(400, "value", "The condition finds a resource with another id than the one in the resource.", $"{entry.Type}.id");
        }

        if (id is null) return NewIdentity(entry.Type);
        var key = new ResourceKey(entry.Type, id);
        return options.UpdateCreate ? new Identity(key, view.Newest(key)) : NoUpdateCreate();
    }

    private Answer<ResourceVersion[]> Matches(IStoreView view, WriteEntry entry)
    {
        if (search.Criteria(entry.Type, entry.Criteria!).Failed(out var failure, out var query)) return failure;
        ResourceVersion[] matches = [.. query.Run(view).Take(2)];
        return matches.Length < 2 ? matches : FhirFailure.Of(412, "multiple-matches", "The condition finds several resources.");
    }

    private static FhirFailure NoUpdateCreate() =>
        FhirFailure.Of(405, "not-supported", "No resource has this id, and this server does not let clients choose ids (updateCreate is false).");
}
