using System.Collections.Concurrent;
using System.Reflection;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace FhirAdapter.Sandbox.Validation;

/// <summary>Which resource types R4 lets an element refer to, read from the SDK's model.</summary>
internal static class ReferenceTargets
{
    private static readonly ConcurrentDictionary<string, string[]> ByElement = new(StringComparer.Ordinal);

    /// <summary>Whether <paramref name="element"/> (a path without indexes) may refer to a <paramref name="type"/>. No known limit means yes.</summary>
    public static bool Allows(string element, string type)
    {
        var allowed = ByElement.GetOrAdd(element, Find);
        return allowed.Length == 0 || allowed.Contains(type) || allowed.Contains("Resource");
    }

    private static string[] Find(string element)
    {
        var steps = element.Split('.');
        var mapping = ModelInfo.ModelInspector.FindClassMapping(steps[0]);
        PropertyMapping? property = null;
        foreach (var step in steps.Skip(1))
        {
            property = mapping?.FindMappedElementByName(step);
            mapping = property?.PropertyTypeMapping;
            // A choice (medicationReference) or a contained resource is not followed: no limit is known there.
            if (property is null) return [];
        }

        return property?.NativeProperty?.GetCustomAttribute<ReferencesAttribute>()?.Resources ?? [];
    }
}
