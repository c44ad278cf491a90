using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping.Json;

/// <summary>Writes the elements of one type of the FHIR SDK; made once, when the type is met for the first time.</summary>
internal sealed class TypeWriter
{
    private static readonly ConcurrentDictionary<Type, TypeWriter> ByType = new();

    private readonly NamedElement[] _elements;
    private readonly ElementsWriter? _write;

    private TypeWriter(Type type)
    {
        Type = type;
        MayBeShared = type == typeof(CodeableConcept) || type == typeof(Extension) || type == typeof(Observation.ReferenceRangeComponent);
        if (typeof(Resource).IsAssignableFrom(type) && !type.IsAbstract && ElementFields.IsOfSdk(type))
            ResourceType = JsonEncodedText.Encode(((Resource)RuntimeHelpers.GetUninitializedObject(type)).TypeName);
        (_elements, _write) = ([], null);
        if (typeof(PrimitiveType).IsAssignableFrom(type))
            IsCovered = ElementFields.IsOfSdk(type) && type != typeof(Base64Binary);
        else if (ElementFields.Of(type) is { } fields)
            (IsCovered, _elements, _write) = (true, [.. fields.Select(f => f.Element)], ElementsCompiler.Compile(type, fields));
    }

    public Type Type { get; }

    /// <summary>The name of the type where it is a resource's.</summary>
    public JsonEncodedText? ResourceType { get; }

    /// <summary>Whether a value of this type is worth looking for among the shared ones.</summary>
    public bool MayBeShared { get; }

    /// <summary>Whether values of this type can be written.</summary>
    public bool IsCovered { get; }

    /// <summary>Whether it is covered and no primitive: an element of R4 may stand where another version has a choice, primitives among it.</summary>
    public bool HasElements => _write is not null;

    public static TypeWriter Of(Type type) => ByType.TryGetValue(type, out var writer) ? writer : ByType.GetOrAdd(type, static t => new TypeWriter(t));

    public void WriteElements(QuickWriter writer, Base value) => _write!(writer, value, _elements);
}
