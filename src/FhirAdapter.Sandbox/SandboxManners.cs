using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FhirAdapter.Sandbox;

/// <summary>
/// The manners of a kind of server: what it refuses, leaves out, cuts and how it answers. They are read from the write profiles in
/// <c>profiles/servers</c>, the same that the adapter plans by, with a reader of the sandbox's own.
/// </summary>
public sealed class SandboxManners
{
    private const string Prefix = "servers/";
    private const string Suffix = ".json";
    private const int MostLayers = 5;

    private SandboxManners(string name, JsonObject profile) => (Name, Profile) = (name, profile);

    /// <summary>The names of the kinds of server that are shipped.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !name.EndsWith(".schema.json", StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length]).Order(StringComparer.Ordinal)];

    /// <summary>The name of the kind of server.</summary>
    public string Name { get; }

    internal JsonObject Profile { get; }

    /// <summary>The manners of a kind of server that is shipped.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static SandboxManners Of(string name) => Named(name) is { } profile
        ? new SandboxManners(name, Whole(profile))
        : throw new ArgumentException($"There are no manners of that name; there are {string.Join(", ", Names)}.", nameof(name));

    /// <summary>The manners that a write profile tells.</summary>
    /// <param name="json">The write profile; it may build on one that is shipped (<c>basedOn</c>).</param>
    /// <exception cref="ArgumentException">It is not a JSON object, or builds on what is not there.</exception>
    public static SandboxManners Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (JsonNode.Parse(ref reader) is JsonObject profile)
                return new SandboxManners(profile["name"]?.ToString() ?? "own", Whole(profile));
        }
        catch (JsonException)
        {
            // Told below: the reader of the adapter says where it is wrong.
        }

        throw new ArgumentException("The manners must be a write profile: a JSON object.", nameof(json));
    }

    private static JsonObject? Named(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name + Suffix);
        return stream is null ? null : JsonNode.Parse(stream)!.AsObject();
    }

    private static JsonObject Whole(JsonObject profile)
    {
        for (var i = 0; i < MostLayers && profile["basedOn"]?.ToString() is { } name; i++)
        {
            var under = Named(name) ?? throw new ArgumentException($"The manners build on {name}, which is not shipped.", nameof(profile));
            var over = profile.DeepClone().AsObject();
            over.Remove("basedOn");
            profile = Merged(under, over);
        }

        return profile;
    }

    // RFC 7396.
    private static JsonObject Merged(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
                target.Remove(name);
            else if (value is JsonObject inner)
                target[name] = Merged((target[name] as JsonObject)?.DeepClone().AsObject() ?? [], inner);
            else
                target[name] = value.DeepClone();
        }

        return target;
    }
}
