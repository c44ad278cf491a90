using System.Collections.Concurrent;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Routes;

/// <summary>The rules of each type by one write profile. Safe for many threads.</summary>
internal sealed class ProfileRules(WriteProfile profile)
{
    // There are only so many types.
    private readonly ConcurrentDictionary<string, TypeRules?> _byType = new(StringComparer.Ordinal);

    public WriteProfile Profile { get; } = profile;

    /// <summary>The rules of a type; <see langword="null"/> for one that the server does not take at all.</summary>
    public TypeRules? Of(string type) =>
        _byType.TryGetValue(type, out var known) ? known : _byType.GetOrAdd(type, static (name, profile) => profile.Of(name) is { } taken ? new TypeRules(taken) : null, Profile);
}
