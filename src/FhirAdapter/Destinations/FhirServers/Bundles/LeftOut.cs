using FhirAdapter.Records;
using FhirAdapter.Shapes;
using Hl7.Fhir.Model;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>The references to people and places that a resource can do without, at a server that knows them not and takes none by identifier.</summary>
internal static class LeftOut
{
    /// <summary>An entry's resource without the references that do not go out.</summary>
    public static Resource Of(Entry entry)
    {
        var gone = entry.References.Where(each => each.IsLeftOut).Select(each => each.Reference).ToHashSet();
        return ElementRemoval.WithoutReferences(entry.Source, gone.Contains);
    }

    /// <summary>The elements that such references may have taken with them, as paths below the type.</summary>
    public static IReadOnlySet<string> Paths(MappedResource mapped)
    {
        var elements = mapped.References.Where(MayGo).Select(reference => reference.Element).ToHashSet();
        var paths = new HashSet<string>(StringComparer.Ordinal);
        if (elements.Count > 0)
            Collect(mapped.Resource, mapped.Resource.TypeName, elements, paths, isRoot: true);
        return paths;
    }

    private static bool MayGo(OpenReference reference) => reference is { Required: false, Record: null };

    private static bool Collect(Base at, string path, HashSet<ResourceReference> elements, HashSet<string> paths, bool isRoot)
    {
        var holds = at is ResourceReference reference && elements.Contains(reference);
        foreach (var (below, child) in ElementTree.Children(at, path))
            holds |= Collect(child, below.EndsWith(']') ? below[..below.LastIndexOf('[')] : below, elements, paths, isRoot: false);
        if (holds && !isRoot)
            paths.Add(path);
        return holds;
    }
}
