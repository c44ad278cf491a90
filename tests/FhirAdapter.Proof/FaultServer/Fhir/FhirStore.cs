using System.Globalization;
using System.Text.Json.Nodes;

namespace FhirAdapter.Proof.FaultServer.Fhir;

/// <summary>Resources in memory, found by id and by identifier. Not for several threads at once: its service holds the lock.</summary>
internal sealed class FhirStore
{
    private readonly Dictionary<string, StoredResource> _byLiteral = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<StoredResource>> _byIdentifier = new(StringComparer.Ordinal);
    private int _ids;

    public IReadOnlyCollection<StoredResource> All => _byLiteral.Values;

    /// <summary>Told each write, after it.</summary>
    public Action<StoredResource>? Written { get; set; }

    public StoredResource? Read(string type, string id) => _byLiteral.GetValueOrDefault($"{type}/{id}");

    public bool Has(string literal) => _byLiteral.ContainsKey(literal);

    /// <summary>Those of a type that bear an identifier, <c>system|value</c>.</summary>
    public IReadOnlyList<StoredResource> Find(string type, string identifier) =>
        _byIdentifier.TryGetValue($"{type} {identifier}", out var found) ? found : [];

    public string NextId(string type) => string.Create(CultureInfo.InvariantCulture, $"{type[..1]}{++_ids}");

    public StoredResource Put(string type, string id, JsonObject json)
    {
        if (!_byLiteral.TryGetValue($"{type}/{id}", out var stored))
            _byLiteral[$"{type}/{id}"] = stored = new StoredResource(type, id);
        foreach (var identifier in stored.Identifiers)
            _byIdentifier[$"{type} {identifier}"].Remove(stored);
        stored.Json = json;
        stored.Version++;
        json["id"] = id;
        json["meta"] = new JsonObject { ["versionId"] = stored.Version.ToString(CultureInfo.InvariantCulture) };
        foreach (var identifier in stored.Identifiers)
        {
            if (!_byIdentifier.TryGetValue($"{type} {identifier}", out var list))
                _byIdentifier[$"{type} {identifier}"] = list = [];
            list.Add(stored);
        }
        Written?.Invoke(stored);
        return stored;
    }
}
