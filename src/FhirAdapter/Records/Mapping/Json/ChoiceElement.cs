using System.Collections.Concurrent;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping.Json;

/// <summary>An element whose name ends in the type of its value.</summary>
internal sealed class ChoiceElement(string stem) : NamedElement(stem)
{
    private readonly string _stem = stem;
    private readonly ConcurrentDictionary<Type, NamedElement> _byType = new();

    public NamedElement For(DataType value) =>
        _byType.TryGetValue(value.GetType(), out var element) ? element : _byType.GetOrAdd(value.GetType(), new NamedElement(Named(value.TypeName)));

    private string Named(string type) => $"{_stem}{char.ToUpperInvariant(type[0])}{type[1..]}";
}
