using FhirAdapter.Records.Mapping;
using FhirAdapter.Shapes.Elements;
using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes.Rules;

/// <summary>Metadata that name a profile. Those of a clinic's resources of one kind are the same, and shared: they must not be changed.</summary>
internal static class ClaimedMeta
{
    private const int MostKept = 256;

    private static readonly BoundedCache<(string Source, string Profile), Meta> Kept = new(MostKept);

    /// <summary>The same metadata with a profile.</summary>
    /// <param name="meta">The metadata; left as they are.</param>
    /// <param name="before">The profiles that are named before it.</param>
    /// <param name="profile">The profile.</param>
    public static Meta Of(Meta? meta, IReadOnlyList<string?> before, string profile) =>
        before.Count == 0 && meta?.Source is { } source && HasOnlySource(meta)
            ? Kept.Get((source, profile), 0, static (key, _) => new Meta { Source = key.Source, Profile = [key.Profile] })
            : Named(meta, [.. before, profile]);

    private static Meta Named(Meta? meta, IReadOnlyList<string?> profiles)
    {
        var named = meta is null ? new Meta() : ElementCopy.Of(meta);
        named.ProfileElement = [];
        named.Profile = profiles;
        return named;
    }

    private static bool HasOnlySource(Meta meta)
    {
        foreach (var slot in ElementType.Of(meta).Slots)
        {
            if (slot.Name != "source" && slot.Get(meta) is not null)
                return false;
        }

        return meta.SourceElement!.Extension.Count == 0;
    }
}
