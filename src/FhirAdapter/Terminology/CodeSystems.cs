using System.Reflection;
using System.Text.Json;

namespace FhirAdapter.Terminology;

/// <summary>The adapter's own code systems, as they stand in <c>profiles/terminology</c>, embedded in the library.</summary>
internal sealed class CodeSystems
{
    /// <summary>What every own code system's URL begins with.</summary>
    public const string BaseUrl = "https://fhir-adapter.example/CodeSystem/";

    private readonly Dictionary<string, CodeSystem> _byName;

    private CodeSystems(Dictionary<string, CodeSystem> byName) => _byName = byName;

    /// <summary>The code systems that were built in.</summary>
    public static CodeSystems Embedded { get; } = LoadEmbedded();

    /// <summary>The names of all code systems.</summary>
    public IReadOnlyCollection<string> Names => _byName.Keys;

    /// <summary>The code system of that name, the last part of its URL; it must exist.</summary>
    public CodeSystem this[string name] => _byName[name];

    /// <summary>These code systems with some of their codes called otherwise.</summary>
    public CodeSystems With(IReadOnlyDictionary<(string System, string Code), string> displays) =>
        displays.Count == 0 ? this : new(_byName.ToDictionary(s => s.Key, s => s.Value.With(displays), StringComparer.Ordinal));

    private static CodeSystems LoadEmbedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var byName = new Dictionary<string, CodeSystem>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith("terminology/CodeSystem-", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var document = JsonDocument.Parse(stream);
            var system = CodeSystem.Read(document.RootElement);
            byName.Add(system.Url[BaseUrl.Length..], system);
        }

        return new CodeSystems(byName);
    }
}
