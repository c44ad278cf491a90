using System.Text.Json;
using FhirAdapter.Terminology;

namespace FhirAdapter.Tests.Profiles;

/// <summary>The codes of a compiled ValueSet: whole own code systems, or codes named one by one.</summary>
internal sealed class ValueSet
{
    private readonly HashSet<(string System, string Code)> _codes;

    private ValueSet(IEnumerable<(string System, string Code)> codes) => _codes = [.. codes];

    public bool Contains(string? system, string? code) => system is not null && code is not null && _codes.Contains((system, code));

    public static ValueSet Of(JsonElement json) => new(json.GetProperty("compose").GetProperty("include").EnumerateArray().SelectMany(Codes));

    private static IEnumerable<(string System, string Code)> Codes(JsonElement include)
    {
        var system = include.GetProperty("system").GetString()!;
        return include.TryGetProperty("concept", out var concepts)
            ? concepts.EnumerateArray().Select(c => (system, c.GetProperty("code").GetString()!))
            : CodeSystems.Embedded[system[CodeSystems.BaseUrl.Length..]].Codes.Select(c => (system, c));
    }
}
