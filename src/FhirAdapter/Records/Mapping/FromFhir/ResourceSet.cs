using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping.FromFhir;

/// <summary>Resources that were given together, found by their business identifier or by what may refer to them.</summary>
internal sealed class ResourceSet
{
    private readonly Dictionary<(string Type, string System, string Value), List<Resource>> _byIdentifier = [];
    private readonly Dictionary<string, Resource> _byAddress = new(StringComparer.Ordinal);
    private readonly List<Resource> _all = [];

    /// <summary>All of them, in the order in which they came.</summary>
    public IReadOnlyList<Resource> All => _all;

    /// <summary>Adds a resource, or those that a Bundle holds.</summary>
    public void Add(Resource resource, string? fullUrl = null)
    {
        if (resource is Bundle bundle)
        {
            foreach (var entry in bundle.Entry)
            {
                if (entry.Resource is { } held)
                    Add(held, entry.FullUrl);
            }

            return;
        }

        _all.Add(resource);
        if (fullUrl is not null)
            _byAddress.TryAdd(fullUrl, resource);
        if (resource.Id is { } id)
            _byAddress.TryAdd($"{resource.TypeName}/{id}", resource);
        foreach (var identifier in IdentifiersOf(resource))
            Index((resource.TypeName, identifier.System!, identifier.Value!), resource);
    }

    /// <summary>The resources of a type that bear an identifier; more than one where it names no single one.</summary>
    public IReadOnlyList<Resource> Find(string type, BusinessIdentifier identifier) =>
        _byIdentifier.GetValueOrDefault((type, identifier.System!, identifier.Value!)) ?? (IReadOnlyList<Resource>)[];

    /// <summary>The resource that a literal reference means: <c>Patient/1</c>, the same behind a server's address, or a <c>urn:uuid</c>.</summary>
    public Resource? At(string reference)
    {
        if (_byAddress.TryGetValue(reference, out var found))
            return found;
        var parts = reference.Split('/');
        var versioned = parts.Length > 3 && parts[^2] == "_history" ? 2 : 0;
        return parts.Length >= 2 + versioned
            ? _byAddress.GetValueOrDefault($"{parts[^(2 + versioned)]}/{parts[^(1 + versioned)]}")
            : null;
    }

    /// <summary>The whole identifiers of a resource.</summary>
    public static IEnumerable<BusinessIdentifier> IdentifiersOf(Resource resource) => resource is IIdentifiable<List<Identifier>> { Identifier: { } identifiers }
        ? identifiers.Where(i => i is { System: not null, Value: not null }).Select(i => new BusinessIdentifier { System = i.System, Value = i.Value })
        : [];

    private void Index((string Type, string System, string Value) key, Resource resource)
    {
        if (_byIdentifier.TryGetValue(key, out var known))
            known.Add(resource);
        else
            _byIdentifier.Add(key, [resource]);
    }
}
