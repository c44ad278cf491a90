using System.Collections.Frozen;
using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace FhirAdapter.Destinations.FhirServers.Outcomes;

/// <summary>Says whether the steps of a path are names that FHIR has: a server can write anything in the place of one, a patient's name too.</summary>
internal static class KnownNames
{
    private static readonly Type[] Written =
    [
        typeof(Bundle), typeof(Procedure), typeof(Condition), typeof(Observation), typeof(Device), typeof(AllergyIntolerance), typeof(Patient),
        typeof(Practitioner), typeof(DocumentReference), typeof(QuestionnaireResponse), typeof(Provenance), typeof(Extension),
    ];

    // Read when a server names a path for the first time.
    private static readonly Lazy<FrozenSet<string>> Names = new(Read);

    /// <summary>Whether each step is a type, an element or the place of one in a list, or a function of FHIRPath on types alone.</summary>
    public static bool Has(string path)
    {
        foreach (var range in path.AsSpan().Split('.'))
        {
            var step = path.AsSpan(range);
            if (step.EndsWith(")") && step.IndexOf('(') is > 0 and var open)
            {
                if (step[..open] is not ("ofType" or "as" or "resolve") || (open < step.Length - 2 && !IsName(step[(open + 1)..^1])))
                    return false;
            }
            else if (!IsName(WithoutPlace(step)))
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlySpan<char> WithoutPlace(ReadOnlySpan<char> step)
    {
        var open = step.IndexOf('[');
        return open > 0 && step.EndsWith("]") && !step[(open + 1)..^1].ContainsAnyExceptInRange('0', '9') ? step[..open] : step;
    }

    private static bool IsName(ReadOnlySpan<char> name) => Names.Value.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

    private static FrozenSet<string> Read()
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        HashSet<Type> read = [];
        var next = new Stack<Type>(Written);
        while (next.TryPop(out var type))
        {
            if (!read.Add(type) || SdkModel.R4.FindOrImportClassMapping(type) is not { } mapping)
                continue;
            names.Add(mapping.Name);
            foreach (var element in mapping.PropertyMappings)
                Add(element, names, next);
        }

        return names.ToFrozenSet(StringComparer.Ordinal);
    }

    private static void Add(PropertyMapping element, HashSet<string> names, Stack<Type> next)
    {
        names.Add(element.Name);
        foreach (var type in element.FhirType)
        {
            next.Push(type);
            if (element.Choice == ChoiceType.DatatypeChoice && SdkModel.R4.FindOrImportClassMapping(type) is { } chosen)
                names.Add($"{element.Name}{char.ToUpperInvariant(chosen.Name[0])}{chosen.Name[1..]}");
        }
    }
}
